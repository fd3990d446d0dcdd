/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.format;

import io.github.flinkarrow.format.Block;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcInspector;
import io.github.flinkarrow.format.IpcSummary;
import io.github.flinkarrow.format.Projection;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.array.RecordBatch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * What reading some columns takes of files.
 *
 * @param neededBytes of the columns' buffers, as they are stored, without padding
 * @param bodyBytes that were read of the bodies of record batches: what is needed, and gaps between
 *     it that are not worth another read
 * @param metadataBytes that were read besides: the ends of files, where footers are, and the
 *     metadata of messages
 * @param bodyReads how many reads of bodies there were
 */
public record BytesRead(long neededBytes, long bodyBytes, long metadataBytes, long bodyReads) {

    /**
     * Reads columns, and counts.
     *
     * @param columns ordinals at the top level
     */
    public static BytesRead of(List<Path> files, List<Integer> columns) throws IOException {
        Projection projection =
                Projection.of(columns.stream().mapToInt(Integer::intValue).toArray());
        BytesRead sum = new BytesRead(0, 0, 0, 0);
        for (Path file : files) {
            sum = sum.plus(of(file, columns, projection));
        }
        return sum;
    }

    private static BytesRead of(Path file, List<Integer> columns, Projection projection)
            throws IOException {
        IpcSummary summary = IpcInspector.inspect(SeekableInput.ofFile(file), ReadOptions.DEFAULT);
        CountingInput input = new CountingInput(SeekableInput.ofFile(file), summary);
        try (IpcFileReader reader = IpcFileReader.open(input, ReadOptions.DEFAULT)) {
            input.opened = true;
            for (int i = 0; i < reader.recordBatchCount(); i++) {
                try (RecordBatch batch = reader.recordBatch(i, projection)) {
                    ScannedFiles.requireEqual("columns", columns.size(), batch.columns().size());
                }
            }
        }
        long needed =
                columns.stream()
                        .mapToLong(column -> summary.columns().get(column).storedBytes())
                        .sum();
        return new BytesRead(needed, input.bodyBytes, input.metadataBytes, input.bodyReads);
    }

    private BytesRead plus(BytesRead other) {
        return new BytesRead(
                neededBytes + other.neededBytes,
                bodyBytes + other.bodyBytes,
                metadataBytes + other.metadataBytes,
                bodyReads + other.bodyReads);
    }

    private static final class CountingInput implements SeekableInput {

        private final SeekableInput input;
        private final IpcSummary summary;
        private boolean opened;
        private long bodyBytes;
        private long metadataBytes;
        private long bodyReads;

        CountingInput(SeekableInput input, IpcSummary summary) {
            this.input = input;
            this.summary = summary;
        }

        @Override
        public String name() {
            return input.name();
        }

        @Override
        public long size() {
            return input.size();
        }

        @Override
        public int read(long position, ByteBuffer target) throws IOException {
            int read = input.read(position, target);
            if (opened && isInBody(position)) {
                bodyBytes += read;
                bodyReads++;
            } else {
                metadataBytes += read;
            }
            return read;
        }

        private boolean isInBody(long position) {
            return summary.recordBatches().stream()
                    .map(IpcSummary.Batch::block)
                    .anyMatch(block -> bodyHas(block, position));
        }

        private static boolean bodyHas(Block block, long position) {
            long body = block.offset() + block.metadataLength();
            return position >= body && position < body + block.bodyLength();
        }

        @Override
        public void close() throws IOException {
            input.close();
        }
    }
}
