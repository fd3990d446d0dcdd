/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.usage;

import com.sun.management.OperatingSystemMXBean;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** Measures what this process takes from its start to its end. */
public final class UsageMeter {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final List<MemoryPoolMXBean> HEAP =
            ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .toList();

    private final AllocationSampler allocation;
    private final long cpuNanos;

    private UsageMeter(AllocationSampler allocation, long cpuNanos) {
        this.allocation = allocation;
        this.cpuNanos = cpuNanos;
    }

    /** Starts measuring, with a heap that has been collected. */
    public static UsageMeter start() {
        System.gc();
        HEAP.forEach(MemoryPoolMXBean::resetPeakUsage);
        try {
            ResidentMemory.resetPeak();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new UsageMeter(AllocationSampler.start(), SYSTEM.getProcessCpuTime());
    }

    /** What was taken since the start. */
    public Usage end() {
        long cpu = SYSTEM.getProcessCpuTime() - cpuNanos;
        long allocated = allocation.end();
        long heap = HEAP.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        try {
            return new Usage(cpu / 1e9, allocated, heap, ResidentMemory.peakBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
