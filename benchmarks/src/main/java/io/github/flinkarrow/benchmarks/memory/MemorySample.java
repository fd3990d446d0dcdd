/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What the process held at a moment.
 *
 * @param seconds since it was first looked at
 * @param heapBytes that are used, garbage among them
 * @param directBytes of direct buffers
 * @param mappedBytes of mapped files, by their address space
 * @param residentMappedBytes of those, in physical memory
 * @param bufferBytes that the format's allocators have given out
 */
public record MemorySample(
        double seconds,
        long heapBytes,
        long directBytes,
        long mappedBytes,
        long residentMappedBytes,
        long bufferBytes) {

    /** As many as a plot can show. */
    private static final int MOST = 200;

    /** Fewer of them: each stands for some that follow each other, with the most of each figure. */
    static List<MemorySample> thinned(List<MemorySample> samples) {
        int each = 1 + samples.size() / MOST;
        List<MemorySample> thinned = new ArrayList<>();
        for (int from = 0; from < samples.size(); from += each) {
            thinned.add(most(samples.subList(from, Math.min(samples.size(), from + each))));
        }
        return thinned;
    }

    private static MemorySample most(List<MemorySample> samples) {
        return new MemorySample(
                samples.get(0).seconds(),
                most(samples, MemorySample::heapBytes),
                most(samples, MemorySample::directBytes),
                most(samples, MemorySample::mappedBytes),
                most(samples, MemorySample::residentMappedBytes),
                most(samples, MemorySample::bufferBytes));
    }

    private static long most(List<MemorySample> samples, ToLongFunction<MemorySample> figure) {
        return samples.stream().mapToLong(figure).max().orElse(0);
    }
}
