/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.benchmarks.contenders.Contender;
import io.github.flinkarrow.benchmarks.contenders.TableFiles;
import io.github.flinkarrow.benchmarks.tables.Table;

import java.io.IOException;

/** What a job writes, in a directory that is emptied before each run; read again afterwards. */
record Written(JobCluster cluster, Scenario scenario, Contender contender, Table table, Path path) {

    void empty() throws IOException {
        java.nio.file.Path directory = java.nio.file.Path.of(path.getPath());
        TableFiles.delete(directory);
        java.nio.file.Files.createDirectories(directory);
    }

    Outcome check() throws Exception {
        return contender.isBound() ? Outcome.NOTHING : job().check();
    }

    Outcome touch() throws Exception {
        return contender.isBound() ? Outcome.NOTHING : job().run().outcome();
    }

    private ReadJob job() {
        return new ReadJob(cluster, scenario, contender, table, path);
    }
}
