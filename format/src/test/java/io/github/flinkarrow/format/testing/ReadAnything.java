/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.Projection;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.UnsupportedIpcFeatureException;
import io.github.flinkarrow.format.array.RecordBatch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads whatever an input holds to its end, every value of it, column by column where a column
 * cannot be read. Anything but rows and the two typed exceptions surfaces; so does a leak, and time
 * or memory beyond bounds.
 */
public final class ReadAnything {

    /** How reading ended. */
    public enum Outcome {
        /** Everything was read. */
        ROWS,
        /** {@link IpcFormatException}. */
        MALFORMED,
        /** {@link UnsupportedIpcFeatureException}. */
        UNSUPPORTED
    }

    private static final long MAX_BATCH_BYTES = 64L << 20;
    private static final long MAX_MEMORY = 2 * MAX_BATCH_BYTES;
    private static final long MAX_CPU_NANOS = 5_000_000_000L;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Rows of a batch that has rows without bytes are not all looked at. */
    private static final int MAX_ROWS = 100_000;

    private ReadAnything() {}

    /**
     * Reads an input, and closes it.
     *
     * @return the first thing that went wrong, if anything did
     */
    public static Outcome read(SeekableInput input) throws IOException {
        BufferAllocator allocator = BufferAllocator.create(input.name(), 4 << 20);
        ReadOptions options =
                ReadOptions.DEFAULT.withAllocator(allocator).withMaxBatchBytes(MAX_BATCH_BYTES);
        long start = THREADS.getCurrentThreadCpuTime();
        Outcome outcome;
        try (input) {
            outcome =
                    IpcContainer.of(input) == IpcContainer.FILE
                            ? file(input, options)
                            : stream(input, options);
        } catch (IpcFormatException | UnsupportedIpcFeatureException e) {
            assertThat(e).hasMessageStartingWith(input.name() + ": ");
            outcome = outcome(e);
        }
        assertThat(THREADS.getCurrentThreadCpuTime() - start).isLessThan(MAX_CPU_NANOS);
        assertThat(allocator.peakAllocatedBytes()).isLessThan(MAX_MEMORY);
        allocator.close();
        return outcome;
    }

    private static Outcome file(SeekableInput input, ReadOptions options) throws IOException {
        Outcome outcome = Outcome.ROWS;
        try (IpcFileReader reader = IpcFileReader.open(input, options)) {
            List<Projection> columns = columns(reader.schema().fields().size());
            for (int i = 0; i < reader.recordBatchCount(); i++) {
                int index = i;
                for (Projection projection : columns) {
                    outcome = worse(outcome, () -> reader.recordBatch(index, projection));
                }
            }
        }
        return outcome;
    }

    /** Reads the stream once for each projection, up to its end or the first failure. */
    private static Outcome stream(SeekableInput input, ReadOptions options) throws IOException {
        Outcome outcome = Outcome.ROWS;
        IpcStreamReader first = IpcStreamReader.open(new Unclosed(input), options);
        int columns = first.schema().fields().size();
        first.close();
        for (Projection projection : columns(columns)) {
            try (IpcStreamReader reader = IpcStreamReader.open(new Unclosed(input), options)) {
                RecordBatch batch = reader.next(projection);
                while (batch != null) {
                    try (RecordBatch open = batch) {
                        touch(open);
                    }
                    batch = reader.next(projection);
                }
            } catch (IpcFormatException | UnsupportedIpcFeatureException e) {
                outcome = outcome == Outcome.ROWS ? outcome(e) : outcome;
            }
        }
        return outcome;
    }

    /** An input that several readers use one after another. */
    private record Unclosed(SeekableInput input) implements SeekableInput {
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
            return input.read(position, target);
        }

        @Override
        public ByteBuffer map(long position, int length) throws IOException {
            return input.map(position, length);
        }

        @Override
        public void close() {}
    }

    private static List<Projection> columns(int count) {
        List<Projection> projections = new ArrayList<>();
        projections.add(Projection.ALL);
        for (int i = 0; i < count; i++) {
            projections.add(Projection.of(i));
        }
        return projections;
    }

    private interface Source {
        RecordBatch read() throws IOException;
    }

    private static Outcome worse(Outcome before, Source source) throws IOException {
        try (RecordBatch batch = source.read()) {
            touch(batch);
            return before;
        } catch (IpcFormatException | UnsupportedIpcFeatureException e) {
            return before == Outcome.ROWS ? outcome(e) : before;
        }
    }

    private static Outcome outcome(IOException e) {
        return e instanceof IpcFormatException ? Outcome.MALFORMED : Outcome.UNSUPPORTED;
    }

    private static void touch(RecordBatch batch) {
        batch.columns()
                .forEach(
                        column -> {
                            for (int i = 0; i < Math.min(column.length(), MAX_ROWS); i++) {
                                PlainValues.value(column, i);
                            }
                        });
    }
}
