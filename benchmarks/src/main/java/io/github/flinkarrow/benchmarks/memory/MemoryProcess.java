/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.memory;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.flinkarrow.benchmarks.jobs.JobSpec;
import io.github.flinkarrow.benchmarks.jobs.RepeatedJob;

import java.io.File;

/** Runs a job again and again in one JVM, and writes down what it held. */
public final class MemoryProcess {

    private static final long MILLISECONDS = 100;

    private MemoryProcess() {}

    /** Arguments: a {@link JobSpec} as JSON, the number of runs, and the file to write. */
    public static void main(String[] arguments) throws Exception {
        ObjectMapper json = new ObjectMapper();
        JobSpec spec = json.readValue(arguments[0], JobSpec.class);
        int runs = Integer.parseInt(arguments[1]);
        try (RepeatedJob job = RepeatedJob.of(spec);
                MemorySampler sampler = new MemorySampler(MILLISECONDS)) {
            for (int run = 0; run < runs; run++) {
                sampler.startRun(run);
                job.run();
            }
            json.writeValue(new File(arguments[2]), sampler.samples());
        }
        System.exit(0);
    }
}
