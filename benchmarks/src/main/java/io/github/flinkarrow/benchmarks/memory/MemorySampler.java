/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.memory;

import io.github.flinkarrow.benchmarks.usage.ResidentMemory;
import io.github.flinkarrow.format.BufferAllocator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** Looks at the memory of this process again and again. */
final class MemorySampler implements AutoCloseable {

    private static final List<BufferPoolMXBean> POOLS =
            ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);

    private final long start = System.nanoTime();
    private final List<MemorySample> samples = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> sampling;

    /**
     * @param milliseconds from one look to the next
     */
    MemorySampler(long milliseconds) {
        sampling = clock.scheduleAtFixedRate(this::sample, 0, milliseconds, TimeUnit.MILLISECONDS);
    }

    private void sample() {
        try {
            MemorySample sample =
                    new MemorySample(
                            (System.nanoTime() - start) / 1e9,
                            heapBytes(),
                            bytes("direct"),
                            bytes("mapped"),
                            ResidentMemory.mappedFileBytes(),
                            sum(BufferAllocator::allocatedBytes));
            synchronized (samples) {
                samples.add(sample);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is held now, after a run. */
    static RunMemory after(int run) {
        return new RunMemory(
                run,
                heapBytes(),
                bytes("direct"),
                bytes("mapped"),
                sum(BufferAllocator::allocatedBytes),
                sum(BufferAllocator::totalAllocatedBytes),
                // Rows are in one of them, which it is shows when the first have been used.
                BufferAllocator.allShared().stream()
                        .mapToLong(BufferAllocator::peakAllocatedBytes)
                        .max()
                        .orElseThrow());
    }

    private static long sum(ToLongFunction<BufferAllocator> bytes) {
        return BufferAllocator.allShared().stream().mapToLong(bytes).sum();
    }

    private static long heapBytes() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long bytes(String pool) {
        return POOLS.stream()
                .filter(each -> each.getName().equals(pool))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** What was seen so far. */
    List<MemorySample> samples() {
        if (sampling.isDone()) {
            throw new IllegalStateException("the memory of this process cannot be looked at");
        }
        synchronized (samples) {
            return List.copyOf(samples);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
