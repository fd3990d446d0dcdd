/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import io.github.flinkarrow.benchmarks.memory.MemorySample;

import java.util.List;

/**
 * What one contender held while it read the same files again and again.
 *
 * @param fileBytes of the files
 * @param runs in one JVM
 */
public record MemoryResult(String contender, long fileBytes, int runs, List<MemorySample> samples) {

    public MemoryResult {
        samples = List.copyOf(samples);
    }
}
