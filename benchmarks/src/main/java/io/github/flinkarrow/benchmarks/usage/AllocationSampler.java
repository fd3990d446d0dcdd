/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.usage;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Adds up what threads allocate on the heap. A thread takes its account with it when it ends, so it
 * is looked at every few milliseconds: what it allocates in its last ones is missed.
 */
final class AllocationSampler {

    private static final ThreadMXBean THREADS =
            ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private static final long INTERVAL_NANOS = 5_000_000;

    private final Map<Long, Long> before = new HashMap<>();
    private final Map<Long, Long> last = new HashMap<>();
    private final Thread thread = new Thread(this::sampleUntilInterrupted, "allocation-sampler");

    private AllocationSampler() {
        sample(before);
    }

    static AllocationSampler start() {
        AllocationSampler sampler = new AllocationSampler();
        sampler.thread.setDaemon(true);
        sampler.thread.start();
        return sampler;
    }

    private void sampleUntilInterrupted() {
        while (!Thread.interrupted()) {
            sample(last);
            LockSupport.parkNanos(INTERVAL_NANOS);
        }
    }

    private static void sample(Map<Long, Long> into) {
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            if (bytes[i] >= 0) {
                into.put(ids[i], bytes[i]);
            }
        }
    }

    /** Bytes since the start, those of the sampler itself left out. */
    long end() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a run was measured", e);
        }
        sample(last);
        last.remove(thread.getId());
        long sum = 0;
        for (Map.Entry<Long, Long> entry : last.entrySet()) {
            sum += entry.getValue() - before.getOrDefault(entry.getKey(), 0L);
        }
        return sum;
    }
}
