/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import io.github.flinkarrow.benchmarks.contenders.Contenders;
import io.github.flinkarrow.benchmarks.contenders.TableFiles;
import io.github.flinkarrow.benchmarks.tables.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GateTest {

    @TempDir private Path scratch;

    @Test
    void filesOfOtherRowsGiveNoFigures() throws Exception {
        Scenario scenario = new Scenario("read", Kind.DATASTREAM_READ, "bigfile", 1, true, null);
        TableFiles files = new TableFiles(scratch);
        Path fewer =
                Path.of(files.of(Contenders.named("arrow-ipc"), Tables.BIGFILE, 10_000).getPath());
        Path directory = scratch.resolve("bigfile-20000").resolve(fewer.getFileName());
        java.nio.file.Files.createDirectories(directory.getParent());
        java.nio.file.Files.move(fewer, directory);

        assertThatThrownBy(
                        () ->
                                new Competition(files, 0, 1)
                                        .run(scenario, 20_000, List.of("arrow-ipc")))
                .isInstanceOf(WrongResultException.class)
                .hasMessageContaining("arrow-ipc: expected Outcome[rows=20000")
                .hasMessageContaining("found Outcome[rows=10000")
                .hasMessageEndingWith("no figures are given");
    }
}
