/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.format;

import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.BoolArray;
import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.VariableSizeBinaryArray;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The buffers of files as raw blocks of LZ4, for nothing but the native decoder. */
final class Lz4Blocks {

    private static final int BLOCK_BYTES = 256 << 10;

    private final LZ4Compressor compressor = LZ4Factory.nativeInstance().fastCompressor();
    private final LZ4SafeDecompressor decompressor = LZ4Factory.nativeInstance().safeDecompressor();
    private final List<ByteBuffer> blocks = new ArrayList<>();
    private final ByteBuffer target = ByteBuffer.allocateDirect(BLOCK_BYTES);
    private long bytes;

    private Lz4Blocks() {}

    static Lz4Blocks of(List<Path> files) throws IOException {
        Lz4Blocks blocks = new Lz4Blocks();
        for (Path file : files) {
            try (IpcFileReader reader =
                    IpcFileReader.open(SeekableInput.ofFile(file), ReadOptions.DEFAULT)) {
                for (int i = 0; i < reader.recordBatchCount(); i++) {
                    try (RecordBatch batch = reader.recordBatch(i)) {
                        batch.columns().forEach(blocks::add);
                    }
                }
            }
        }
        return blocks;
    }

    private void add(ArrowArray array) {
        if (array.validity() != null) {
            add(array.validity());
        }
        if (array instanceof FixedWidthArray fixed) {
            add(fixed.values());
        } else if (array instanceof BoolArray flags) {
            add(flags.values());
        } else if (array instanceof VariableSizeBinaryArray text) {
            add(text.offsets());
            add(text.data());
        }
    }

    private void add(ByteBuffer buffer) {
        for (int start = 0; start < buffer.limit(); start += BLOCK_BYTES) {
            int length = Math.min(BLOCK_BYTES, buffer.limit() - start);
            ByteBuffer room = ByteBuffer.allocate(compressor.maxCompressedLength(length));
            int size = compressor.compress(buffer, start, length, room, 0, room.capacity());
            blocks.add(ByteBuffer.allocateDirect(size).put(0, room, 0, size));
            bytes += length;
        }
    }

    /** Of all buffers, not compressed. */
    long bytes() {
        return bytes;
    }

    /** Decompresses all blocks, one over the other. */
    long decompress() {
        long sum = 0;
        for (ByteBuffer block : blocks) {
            sum += decompressor.decompress(block, 0, block.limit(), target, 0, BLOCK_BYTES);
        }
        return sum;
    }
}
