/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import org.apache.flink.core.fs.Path;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.flinkarrow.benchmarks.contenders.Contender;
import io.github.flinkarrow.benchmarks.contenders.Contenders;
import io.github.flinkarrow.benchmarks.tables.Table;
import io.github.flinkarrow.benchmarks.tables.Tables;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The process of a contender: takes one command a line from standard input and answers each with a
 * line of JSON, until it is told to end or its input does.
 */
public final class JobProcess {

    static final String CHECK = "check";
    static final String RUN = "run";

    /** Before an answer: other lines are not for who asked. */
    static final String ANSWER = "@";

    private final ObjectMapper json = new ObjectMapper();

    private JobProcess() {}

    /** Arguments: a {@link JobSpec} as JSON. */
    public static void main(String[] arguments) throws Exception {
        JobProcess process = new JobProcess();
        process.serve(process.json.readValue(arguments[0], JobSpec.class));
        System.exit(0);
    }

    private void serve(JobSpec spec) throws Exception {
        BufferedReader commands =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (JobCluster cluster = JobCluster.start(spec.scenario().parallelism())) {
            BenchmarkJob job = job(spec, cluster);
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                Object answer =
                        switch (line) {
                            case CHECK -> job.check();
                            case RUN -> job.run();
                            default -> throw new IllegalArgumentException("no command: " + line);
                        };
                System.out.println(ANSWER + json.writeValueAsString(answer));
            }
        }
    }

    private static BenchmarkJob job(JobSpec spec, JobCluster cluster) {
        Scenario scenario = spec.scenario();
        Contender contender = Contenders.named(spec.contender());
        Table table = Tables.named(scenario.table());
        Path input = new Path(spec.input());
        Contender rows = Contenders.rowsFor(contender, table);
        Written written =
                new Written(cluster, scenario, contender, table, new Path(spec.scratch()));
        return switch (scenario.kind()) {
            case DATASTREAM_READ -> new ReadJob(cluster, scenario, contender, table, input);
            case DATASTREAM_WRITE -> new WriteJob(written, rows, input);
            case SQL_QUERY -> new QueryJob(cluster, scenario, contender, table, input);
            case SQL_INSERT -> new InsertJob(written, rows, input);
        };
    }
}
