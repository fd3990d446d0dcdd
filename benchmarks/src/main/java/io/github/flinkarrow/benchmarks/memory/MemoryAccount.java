/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.memory;

import java.util.List;

/**
 * What one job held that was run again and again in one JVM.
 *
 * @param job its name
 * @param fileBytes of the files that were read or written in a run
 * @param batchBytes of the largest record batch that is read, or of one that is written, on average
 * @param heapLimit the most that the heap may be, in bytes
 * @param runs what was held after each
 * @param samples what was held over time
 */
public record MemoryAccount(
        String job,
        long fileBytes,
        long batchBytes,
        long heapLimit,
        List<RunMemory> runs,
        List<MemorySample> samples) {

    public MemoryAccount {
        runs = List.copyOf(runs);
        samples = List.copyOf(samples);
    }
}
