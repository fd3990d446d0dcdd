/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks;

import io.github.flinkarrow.benchmarks.format.FormatSuite;
import io.github.flinkarrow.benchmarks.format.ScanFigures;
import io.github.flinkarrow.benchmarks.growth.GrowthFigures;
import io.github.flinkarrow.benchmarks.results.FigureSuite;
import io.github.flinkarrow.benchmarks.store.StoreReads;

import java.util.List;
import java.util.Set;

/**
 * How much is measured.
 *
 * @param parts that are measured unless it is asked otherwise
 * @param jobs whole jobs beside the peers
 * @param format what is measured without Flink's runtime
 * @param figures suites of figures that stand for themselves
 * @param splits jobs over small and over large blocks
 * @param stallRuns jobs over many small blocks
 * @param memory jobs whose memory is looked at
 */
record Pass(
        String name,
        Set<Part> parts,
        Turns turns,
        List<Comparison> jobs,
        FormatSuite format,
        List<FigureSuite> figures,
        List<Comparison> splits,
        int stallRuns,
        MemoryPlan memory) {

    /** Short enough for every change. */
    static final Pass QUICK =
            new Pass(
                    "quick",
                    Set.of(Part.JOBS, Part.FORMAT),
                    new Turns(2, 3),
                    Scenarios.QUICK,
                    Methods.QUICK,
                    List.of(),
                    Scenarios.QUICK_SPLITS,
                    20,
                    new MemoryPlan(5, 5_000_000, 500_000));

    static final Pass FULL =
            new Pass(
                    "full",
                    Set.of(Part.values()),
                    new Turns(10, 5),
                    Scenarios.FULL,
                    Methods.FULL,
                    List.of(
                            new ScanFigures(1_000_000, 7),
                            new GrowthFigures(),
                            new StoreReads(10_000_000, 20)),
                    Scenarios.SPLITS,
                    200,
                    new MemoryPlan(20, 25_000_000, 2_000_000));

    /** What is measured. */
    enum Part {
        /** Whole jobs beside the peers. */
        JOBS,
        /** The format without Flink's runtime, beside arrow-java. */
        FORMAT,
        /** How things grow, and what a store is asked for. */
        FIGURES,
        /** Many small blocks beside few large ones. */
        SPLITS,
        /** What jobs hold over time. */
        MEMORY
    }

    /**
     * Turns of every contender.
     *
     * @param warmups that are not measured
     * @param runs that are
     */
    record Turns(int warmups, int runs) {}

    /**
     * Jobs that run again and again in one JVM.
     *
     * @param readRows of the table {@code mixed} that is read
     * @param writtenRows of the same that are written to a thousand buckets
     */
    record MemoryPlan(int runs, long readRows, long writtenRows) {}
}
