/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks;

import io.github.flinkarrow.benchmarks.contenders.Contenders;
import io.github.flinkarrow.benchmarks.format.FormatSuite;
import io.github.flinkarrow.benchmarks.jobs.Scenario;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much is measured.
 *
 * @param parts that are measured unless it is asked otherwise
 * @param rows of each table, by its name
 * @param warmups turns of a job that are not measured
 * @param runs turns of a job that are
 * @param contenders of whole jobs
 * @param format what is measured without Flink's runtime
 * @param stallRuns jobs over many small blocks
 * @param memoryRuns jobs in one JVM whose memory is looked at
 * @param memoryRows of the table {@code mixed} that they read
 */
record Pass(
        String name,
        Set<Part> parts,
        Map<String, Long> rows,
        int warmups,
        int runs,
        List<Scenario> scenarios,
        List<String> contenders,
        FormatSuite format,
        int stallRuns,
        int memoryRuns,
        long memoryRows) {

    /** Of two million rows, so that every contender has its turns in minutes. */
    static final Pass QUICK =
            new Pass(
                    "quick",
                    Set.of(Part.JOBS, Part.FORMAT),
                    Map.of(
                            "mixed",
                            2_000_000L,
                            "wide",
                            20_000L,
                            "bigfile",
                            10_000_000L,
                            "small-blocks",
                            1_000_000L,
                            "large-blocks",
                            1_000_000L),
                    2,
                    3,
                    Scenarios.QUICK,
                    List.of("arrow-ipc", "parquet", "orc-snappy", "costless", "fixed"),
                    new FormatSuite(
                            List.of(
                                    "ScanBenchmark\\.(arrays|rows|twoColumns|arrowJava.*)$",
                                    "WriteBenchmark\\.(bulkWriter|arrowJava|parquet)$",
                                    "Lz4Benchmark\\.(lz4JavaBlocks|independentBlocks|linkedBlocks)$",
                                    "PlanningBenchmark\\.(footer|plannedRowCount)$"),
                            Map.of(
                                    "files",
                                    List.of("arrow-ipc", "arrow-ipc-lz4-linked"),
                                    "compression",
                                    List.of("NONE"),
                                    "distinctRows",
                                    List.of("1024"),
                                    "blocks",
                                    List.of("100000"),
                                    "statistics",
                                    List.of("true")),
                            300_000,
                            1,
                            1,
                            3,
                            1_000),
                    20,
                    5,
                    5_000_000);

    static final Pass FULL =
            new Pass(
                    "full",
                    Set.of(Part.values()),
                    Map.of(
                            "mixed",
                            10_000_000L,
                            "wide",
                            100_000L,
                            "bigfile",
                            10_000_000L,
                            "small-blocks",
                            10_000_000L,
                            "large-blocks",
                            10_000_000L),
                    3,
                    7,
                    Scenarios.FULL,
                    Contenders.names().toList(),
                    new FormatSuite(List.of(".*"), Map.of(), 1_000_000, 1, 3, 5, 2_000),
                    200,
                    20,
                    20_000_000);

    /** What is measured. */
    enum Part {
        /** Whole jobs beside the peers. */
        JOBS,
        /** The format without Flink's runtime, beside arrow-java. */
        FORMAT,
        /** Many small blocks beside few large ones. */
        SPLITS,
        /** What readers hold over time. */
        MEMORY
    }
}
