/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;

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
        try (RepeatedJob job = RepeatedJob.of(spec)) {
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
}
