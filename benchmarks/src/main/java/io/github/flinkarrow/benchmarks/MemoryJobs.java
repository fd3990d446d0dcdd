/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks;

import io.github.flinkarrow.benchmarks.memory.MemoryJob;

import java.util.List;

/** The jobs whose memory is looked at. */
final class MemoryJobs {

    private MemoryJobs() {}

    static List<MemoryJob> of(Pass.MemoryPlan plan, Choice choice) {
        long read = choice.rows().getOrDefault("mixed", plan.readRows());
        long written = choice.rows().getOrDefault("mixed", plan.writtenRows());
        return List.of(
                new MemoryJob(MemoryJob.MAPPED, "arrow-ipc-mmap", Scenarios.MEMORY_READ, read),
                new MemoryJob(MemoryJob.BUFFERED, "arrow-ipc", Scenarios.MEMORY_READ, read),
                new MemoryJob(MemoryJob.COPIED, "arrow-ipc", Scenarios.MEMORY_READ_COPIED, read),
                new MemoryJob(MemoryJob.BUCKETS, "arrow-ipc", Scenarios.MEMORY_BUCKETS, written));
    }
}
