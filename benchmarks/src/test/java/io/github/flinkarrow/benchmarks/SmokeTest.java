/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks;

import io.github.flinkarrow.benchmarks.contenders.TableFiles;
import io.github.flinkarrow.benchmarks.format.FormatSuite;
import io.github.flinkarrow.benchmarks.format.FormatSuite.Selection;
import io.github.flinkarrow.benchmarks.jobs.Competition;
import io.github.flinkarrow.benchmarks.jobs.Scenario;
import io.github.flinkarrow.benchmarks.results.FormatResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** One iteration over tiny tables. */
class SmokeTest {

    private static final int ROWS = 1_000;

    private static final Selection EVERYTHING =
            Selection.of(".*")
                    .with("batches", "1")
                    .with("blocks", "10")
                    .with("distinctRows", "1024");

    @TempDir private Path scratch;

    @Test
    void everyFormatReadsTheSame() throws Exception {
        assertThat(run("read mixed, p1, object reuse", "arrow-ipc", "parquet", "orc-snappy"))
                .allSatisfy(measured -> assertThat(measured.samples()).hasSize(1));
    }

    @Test
    void whatAnInsertWritesIsReadAgain() throws Exception {
        assertThat(run("INSERT mixed, p1", "arrow-ipc"))
                .allSatisfy(measured -> assertThat(measured.samples()).hasSize(1));
    }

    @Tag("oracle")
    @Test
    void everyBenchmarkOfTheFormatAgreesWithArrowJava() throws Exception {
        FormatSuite suite = new FormatSuite(List.of(EVERYTHING), ROWS, 0, 0, 1, 1);

        assertThat(suite.run(EVERYTHING, "", scratch))
                .extracting(FormatResult::benchmark)
                .contains("Scan", "Write", "Lz4", "Planning");
    }

    private List<Competition.Measured> run(String name, String... contenders) throws Exception {
        Scenario scenario =
                Scenarios.FULL.stream()
                        .map(Comparison::scenario)
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        return new Competition(new TableFiles(scratch), 0, 1)
                .run(scenario, ROWS, List.of(contenders));
    }
}
