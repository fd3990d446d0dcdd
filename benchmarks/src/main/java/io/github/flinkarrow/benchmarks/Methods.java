/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks;

import io.github.flinkarrow.benchmarks.format.FormatSuite;
import io.github.flinkarrow.benchmarks.format.FormatSuite.Selection;

import java.util.List;

/** The methods of JMH that the passes run. */
final class Methods {

    private static final int QUICK_ROWS = 300_000;
    private static final int FULL_ROWS = 1_000_000;

    /** What the targets are made of, and what is cheap. */
    static final FormatSuite QUICK =
            new FormatSuite(
                    List.of(
                            Selection.of(
                                            "ScanBenchmark\\.(arrays|rows|rowsFullyValidated|twoColumns|arrowJava.*)$")
                                    .with("files", "arrow-ipc"),
                            Selection.of("ScanBenchmark\\.(arrays|twoColumns)$")
                                    .with("files", "arrow-ipc-lz4-linked"),
                            Selection.of("WriteBenchmark\\.(bulkWriter|arrowJava|parquet)$")
                                    .with("compression", "NONE")
                                    .with("distinctRows", "65536"),
                            Selection.of(
                                    "Lz4Benchmark\\.(lz4Java.*|independentBlocks|linkedBlocks)$"),
                            Selection.of("PlanningBenchmark\\.(footer|plannedRowCount)$")
                                    .with("blocks", "100000")
                                    .with("statistics", "true")),
                    QUICK_ROWS,
                    1,
                    2,
                    3,
                    600);

    static final FormatSuite FULL =
            new FormatSuite(
                    List.of(
                            Selection.of("ScanBenchmark\\..*"),
                            Selection.of("WriteBenchmark\\..*"),
                            Selection.of("Lz4Benchmark\\..*"),
                            Selection.of("PlanningBenchmark\\..*"),
                            // Those of the others.
                            Selection.of("(?!(Scan|Write|Lz4|Planning)Benchmark\\.).*")),
                    FULL_ROWS,
                    1,
                    3,
                    5,
                    2_000);

    private Methods() {}
}
