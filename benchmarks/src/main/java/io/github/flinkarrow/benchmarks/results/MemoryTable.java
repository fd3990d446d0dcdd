/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import io.github.flinkarrow.benchmarks.memory.MemorySample;

import java.util.List;
import java.util.function.ToLongFunction;

/** The most that was held, in all runs, in the first half of them and in the second. */
public final class MemoryTable {

    private final Grid grid =
            new Grid(
                    1,
                    "contender",
                    "files MiB",
                    "runs",
                    "heap MiB, 1st half / 2nd",
                    "direct MiB, 1st half / 2nd",
                    "format's buffers MiB, 1st half / 2nd");

    public MemoryTable(List<MemoryResult> results) {
        for (MemoryResult result : results) {
            grid.add(
                    result.contender(),
                    Long.toString(result.fileBytes() >> 20),
                    Integer.toString(result.runs()),
                    halves(result, MemorySample::heapBytes),
                    halves(result, MemorySample::directBytes),
                    halves(result, MemorySample::bufferBytes));
        }
    }

    private static String halves(MemoryResult result, ToLongFunction<MemorySample> bytes) {
        long first = 0;
        long second = 0;
        for (MemorySample sample : result.samples()) {
            long mebibytes = bytes.applyAsLong(sample) >> 20;
            if (sample.run() < result.runs() / 2) {
                first = Math.max(first, mebibytes);
            } else {
                second = Math.max(second, mebibytes);
            }
        }
        return "%d / %d".formatted(first, second);
    }

    public String toText() {
        return grid.toText();
    }

    public String toMarkdown() {
        return grid.toMarkdown();
    }
}
