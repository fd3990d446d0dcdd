/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.store;

import io.github.flinkarrow.benchmarks.contenders.Contender;
import io.github.flinkarrow.benchmarks.contenders.Contenders;
import io.github.flinkarrow.benchmarks.contenders.TableFiles;
import io.github.flinkarrow.benchmarks.jobs.JobSpec;
import io.github.flinkarrow.benchmarks.jobs.Kind;
import io.github.flinkarrow.benchmarks.jobs.RepeatedJob;
import io.github.flinkarrow.benchmarks.jobs.Scenario;
import io.github.flinkarrow.benchmarks.tables.Tables;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Jobs that read the mixed table of a store, and what they ask it for. */
public final class StoreReads {

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

    private StoreReads() {}

    /**
     * Arguments: the directory of the tables, how many rows to read, and how many milliseconds a
     * request takes.
     */
    public static void main(String[] arguments) throws Exception {
        Contender contender = Contenders.named("arrow-ipc");
        String files =
                new TableFiles(Path.of(arguments[0]))
                        .of(contender, Tables.named(TABLE), Long.parseLong(arguments[1]))
                        .getPath();
        String input = StoreFileSystem.path(new File(files).toPath()).toString();
        StoreFileSystem.requests().setDelayMillis(Long.parseLong(arguments[2]));
        for (Scenario scenario : SCENARIOS) {
            JobSpec spec = new JobSpec(contender.name(), scenario, input, input);
            try (RepeatedJob job = RepeatedJob.of(spec)) {
                System.out.println(measure(scenario, job));
            }
        }
        System.exit(0);
    }

    private static String measure(Scenario scenario, RepeatedJob job) throws Exception {
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
        return "%-13s %7.3f s %6d ranges %4d statuses %6.1f MB"
                .formatted(
                        scenario.name(),
                        seconds[RUNS / 2],
                        requests.ranges(),
                        requests.statuses(),
                        requests.bytes() / 1e6);
    }
}
