/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import io.github.flinkarrow.benchmarks.memory.MemoryAccount;
import io.github.flinkarrow.benchmarks.memory.RunMemory;

import java.util.List;
import java.util.function.ToLongFunction;

/** What the runs of a job say about its memory. */
record MemoryFigures(MemoryAccount account) {

    /**
     * Of a reader, by the design page on memory: two wait in Flink's queue, one is being read and
     * one is being consumed.
     */
    static final int MOST_BATCHES = 4;

    /** The first runs load classes and fill caches that are kept. */
    private static final int RUNS_TO_SETTLE = 2;

    long first(ToLongFunction<RunMemory> bytes) {
        return account.runs().stream().mapToLong(bytes).findFirst().orElse(0);
    }

    long last(ToLongFunction<RunMemory> bytes) {
        return account.runs().stream().mapToLong(bytes).reduce(0, (earlier, later) -> later);
    }

    long most(ToLongFunction<RunMemory> bytes) {
        return account.runs().stream().mapToLong(bytes).max().orElse(0);
    }

    /** How many record batches the format's buffers held at once, at most. */
    double mostBatches() {
        return (double) most(RunMemory::peakBufferBytes) / account.batchBytes();
    }

    /**
     * By how many bytes a run grows what is held: the slope of the straight line with the least
     * squares through all runs but the first ones. 0 if there are too few.
     */
    double trend(ToLongFunction<RunMemory> bytes) {
        List<RunMemory> runs = account.runs();
        if (runs.size() < RUNS_TO_SETTLE + 2) {
            return 0;
        }
        List<RunMemory> settled = runs.subList(RUNS_TO_SETTLE, runs.size());
        double meanRun = settled.stream().mapToInt(RunMemory::run).average().orElse(0);
        double meanBytes = settled.stream().mapToLong(bytes).average().orElse(0);
        double products = 0;
        double squares = 0;
        for (RunMemory run : settled) {
            double distance = run.run() - meanRun;
            products += distance * (bytes.applyAsLong(run) - meanBytes);
            squares += distance * distance;
        }
        return products / squares;
    }
}
