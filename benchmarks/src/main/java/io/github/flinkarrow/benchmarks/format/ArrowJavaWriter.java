/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.format;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;

import io.github.flinkarrow.benchmarks.contenders.Lz4FrameCodec;
import io.github.flinkarrow.format.Compression;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.compression.NoCompressionCodec;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.message.IpcOption;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** Writes rows of the table {@code mixed} with arrow-java. */
final class ArrowJavaWriter implements AutoCloseable {

    private final BufferAllocator allocator = new RootAllocator();
    private final BigIntVector id = new BigIntVector("id", allocator);
    private final IntVector quantity = new IntVector("quantity", allocator);
    private final Float8Vector price = new Float8Vector("price", allocator);
    private final BitVector flag = new BitVector("flag", allocator);
    private final VarCharVector kind = new VarCharVector("kind", allocator);
    private final VarCharVector note = new VarCharVector("note", allocator);
    private final TimeStampMicroVector seen = new TimeStampMicroVector("seen", allocator);
    private final DecimalVector amount = new DecimalVector("amount", allocator, 18, 2);
    private final List<FieldVector> vectors =
            List.of(id, quantity, price, flag, kind, note, seen, amount);
    private final VectorSchemaRoot root = new VectorSchemaRoot(vectors);
    private final FileChannel channel;
    private final ArrowFileWriter writer;

    ArrowJavaWriter(Path file, Compression compression) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        writer =
                new ArrowFileWriter(
                        root,
                        null,
                        channel,
                        Map.of(),
                        IpcOption.DEFAULT,
                        codecs(compression),
                        type(compression));
    }

    private static CompressionCodec.Factory codecs(Compression compression) {
        return switch (compression) {
            case NONE -> NoCompressionCodec.Factory.INSTANCE;
            case LZ4_FRAME -> new Lz4FrameCodec.Factory(Lz4FrameCodec.Blocks.INDEPENDENT);
            case ZSTD -> CommonsCompressionFactory.INSTANCE;
        };
    }

    private static CodecType type(Compression compression) {
        return switch (compression) {
            case NONE -> CodecType.NO_COMPRESSION;
            case LZ4_FRAME -> CodecType.LZ4_FRAME;
            case ZSTD -> CodecType.ZSTD;
        };
    }

    /** Writes a record batch. */
    void write(RowData[] rows) throws IOException {
        vectors.forEach(FieldVector::reset);
        for (int i = 0; i < rows.length; i++) {
            set(i, rows[i]);
        }
        root.setRowCount(rows.length);
        writer.writeBatch();
    }

    private void set(int index, RowData row) {
        if (!row.isNullAt(0)) {
            id.setSafe(index, row.getLong(0));
        }
        if (!row.isNullAt(1)) {
            quantity.setSafe(index, row.getInt(1));
        }
        if (!row.isNullAt(2)) {
            price.setSafe(index, row.getDouble(2));
        }
        if (!row.isNullAt(3)) {
            flag.setSafe(index, row.getBoolean(3) ? 1 : 0);
        }
        if (!row.isNullAt(4)) {
            kind.setSafe(index, row.getString(4).toBytes());
        }
        if (!row.isNullAt(5)) {
            note.setSafe(index, row.getString(5).toBytes());
        }
        if (!row.isNullAt(6)) {
            TimestampData value = row.getTimestamp(6, 6);
            seen.setSafe(
                    index, value.getMillisecond() * 1_000 + value.getNanoOfMillisecond() / 1_000);
        }
        if (!row.isNullAt(7)) {
            amount.setSafe(index, row.getDecimal(7, 18, 2).toUnscaledLong());
        }
    }

    @Override
    public void close() throws IOException {
        try (allocator;
                root;
                channel;
                writer) {
            writer.end();
        }
    }
}
