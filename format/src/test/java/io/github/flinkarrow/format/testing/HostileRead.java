/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import com.sun.management.ThreadMXBean;
import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.Projection;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.UnsupportedIpcFeatureException;
import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.RecordBatch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads bytes that may be anything within small limits, and holds what is promised of them: rows or
 * one of the two typed exceptions with its position, nothing kept, memory and time bounded.
 */
public final class HostileRead {

    /**
     * What came of reading.
     *
     * @param batches for each batch a digest of each column, null for a batch that cannot be read
     * @param failure the first one, null if everything was read
     */
    public record Result(List<List<Long>> batches, String failure) {}

    private static final long MAX_BATCH_BYTES = 4L << 20;

    /** Of buffers that are not mapped. */
    private static final long MAX_MEMORY = 16L << 20;

    /** Of objects that one read makes, garbage included. */
    private static final long MAX_HEAP = 32L << 20;

    private static final long MAX_CPU_NANOS = 5_000_000_000L;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final BufferAllocator allocator = BufferAllocator.create("hostile", 4 << 20);
    private final ReadOptions options =
            ReadOptions.DEFAULT
                    .withAllocator(allocator)
                    .withMaxMetadataBytes(1 << 20)
                    .withMaxBatchBytes(MAX_BATCH_BYTES)
                    .withMaxUnbackedRows(10_000);
    private final int mostValues;
    private final long mostHeap;

    /**
     * @param mostValues how many values of a column are looked at
     */
    public HostileRead(int mostValues) {
        this(mostValues, MAX_HEAP);
    }

    private HostileRead(int mostValues, long mostHeap) {
        this.mostValues = mostValues;
        this.mostHeap = mostHeap;
    }

    /** Reads in a fuzzer, which makes objects of its own whenever a class is loaded. */
    public static HostileRead instrumented(int mostValues) {
        return new HostileRead(mostValues, Long.MAX_VALUE);
    }

    /** Reads all columns at once. */
    public Result all(SeekableInput input) throws IOException {
        return bounded(input, Projection.ALL);
    }

    /** Reads each column alone, and compares with what reading all at once gave. */
    public void columns(SeekableInput input, Result all) throws IOException {
        int count = 0;
        for (List<Long> batch : all.batches()) {
            count = batch == null ? count : batch.size();
        }
        for (int column = 0; column < count; column++) {
            List<List<Long>> found = bounded(input, Projection.of(column)).batches();
            assertThat(found).hasSizeGreaterThanOrEqualTo(all.batches().size());
            for (int i = 0; i < all.batches().size(); i++) {
                if (all.batches().get(i) != null) {
                    assertThat(found.get(i)).containsExactly(all.batches().get(i).get(column));
                }
            }
        }
    }

    private Result bounded(SeekableInput input, Projection projection) throws IOException {
        long start = THREADS.getCurrentThreadCpuTime();
        long heapBefore = THREADS.getCurrentThreadAllocatedBytes();
        List<List<Long>> batches = new ArrayList<>();
        String failure = null;
        try {
            failure =
                    IpcContainer.of(input) == IpcContainer.FILE
                            ? file(input, projection, batches)
                            : stream(input, projection, batches);
        } catch (IpcFormatException | UnsupportedIpcFeatureException e) {
            failure = positioned(input, e);
        }
        assertThat(THREADS.getCurrentThreadCpuTime() - start).isLessThan(MAX_CPU_NANOS);
        long heap = THREADS.getCurrentThreadAllocatedBytes() - heapBefore;
        assertThat(heap).isLessThan(mostHeap);
        assertThat(allocator.allocatedBytes()).isZero();
        assertThat(allocator.peakAllocatedBytes()).isLessThan(MAX_MEMORY);
        return new Result(batches, failure);
    }

    private static String positioned(SeekableInput input, IOException e) {
        assertThat(e).hasMessageStartingWith(input.name() + ": ");
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    private String file(SeekableInput input, Projection projection, List<List<Long>> batches)
            throws IOException {
        String failure = null;
        try (IpcFileReader reader = IpcFileReader.open(input, options)) {
            for (int i = 0; i < reader.recordBatchCount(); i++) {
                try (RecordBatch batch = reader.recordBatch(i, projection)) {
                    batches.add(digests(batch));
                } catch (IpcFormatException | UnsupportedIpcFeatureException e) {
                    batches.add(null);
                    String reason = positioned(input, e);
                    failure = failure == null ? reason : failure;
                }
            }
        }
        return failure;
    }

    private String stream(SeekableInput input, Projection projection, List<List<Long>> batches)
            throws IOException {
        try (IpcStreamReader reader = IpcStreamReader.open(input, options)) {
            RecordBatch next = reader.next(projection);
            while (next != null) {
                try (RecordBatch batch = next) {
                    batches.add(digests(batch));
                }
                next = reader.next(projection);
            }
        }
        return null;
    }

    private List<Long> digests(RecordBatch batch) {
        return batch.columns().stream().map(this::digest).toList();
    }

    private long digest(ArrowArray column) {
        long digest = column.length();
        int step = 1 + column.length() / mostValues;
        for (int i = 0; i < column.length(); i += step) {
            digest = 31 * digest + Objects.hashCode(PlainValues.value(column, i));
        }
        return digest;
    }
}
