/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.store;

import io.github.flinkarrow.benchmarks.contenders.Contender;
import io.github.flinkarrow.benchmarks.contenders.Contenders;
import io.github.flinkarrow.benchmarks.contenders.TableFiles;
import io.github.flinkarrow.benchmarks.jobs.JobSpec;
import io.github.flinkarrow.benchmarks.jobs.Kind;
import io.github.flinkarrow.benchmarks.jobs.RepeatedJob;
import io.github.flinkarrow.benchmarks.jobs.Scenario;
import io.github.flinkarrow.benchmarks.results.Figure;
import io.github.flinkarrow.benchmarks.results.FigureSuite;
import io.github.flinkarrow.benchmarks.tables.Tables;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads files from a store whose requests take a while, and says what it was asked for.
 *
 * @param rows of the table
 * @param delayMillis from a request to its first byte
 */
public record StoreReads(long rows, long delayMillis) implements FigureSuite {

    private static final String TABLE = "mixed";
    private static final int RUNS = 3;

    private static final List<Scenario> SCENARIOS =
            List.of(
                    new Scenario("all, p1", Kind.DATASTREAM_READ, TABLE, 1, true, null),
                    new Scenario("all, p2", Kind.DATASTREAM_READ, TABLE, 2, true, null),
                    new Scenario(
                            "2 of 8, p1",
                            Kind.SQL_QUERY,
                            TABLE,
                            1,
                            true,
                            "SELECT SUM(id), MAX(price) FROM t"),
                    new Scenario(
                            "COUNT(*), p1",
                            Kind.SQL_QUERY,
                            TABLE,
                            1,
                            true,
                            "SELECT COUNT(*) FROM t"));

    @Override
    public String name() {
        return "store";
    }

    @Override
    public List<Figure> measure(Path data) throws Exception {
        Contender contender = Contenders.named("arrow-ipc");
        String files = new TableFiles(data).of(contender, Tables.named(TABLE), rows).getPath();
        String input = StoreFileSystem.path(new File(files).toPath()).toString();
        StoreFileSystem.requests().setDelayMillis(delayMillis);
        List<Figure> figures = new ArrayList<>();
        for (Scenario scenario : SCENARIOS) {
            JobSpec spec = new JobSpec(contender.name(), scenario, input, input);
            try (RepeatedJob job = RepeatedJob.of(spec)) {
                figures.addAll(measure(scenario, job));
            }
        }
        return figures;
    }

    private List<Figure> measure(Scenario scenario, RepeatedJob job) throws Exception {
        StoreRequests requests = StoreFileSystem.requests();
        double[] seconds = new double[RUNS];
        for (int i = -1; i < RUNS; i++) {
            requests.forget();
            double taken = job.run().seconds();
            if (i >= 0) {
                seconds[i] = taken;
            }
        }
        Arrays.sort(seconds);
        return List.of(
                figure("time", scenario, seconds[RUNS / 2], "s"),
                figure("ranges asked for", scenario, (double) requests.ranges(), ""),
                figure("statuses asked for", scenario, (double) requests.statuses(), ""),
                figure("bytes read", scenario, requests.bytes() / 1e6, "MB"));
    }

    private Figure figure(String measure, Scenario scenario, double value, String unit) {
        return new Figure(
                "A store with %d ms a request".formatted(delayMillis),
                measure,
                scenario.name(),
                value,
                unit);
    }
}
