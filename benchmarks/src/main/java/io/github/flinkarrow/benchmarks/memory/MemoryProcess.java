/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.memory;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.flinkarrow.benchmarks.jobs.JobSpec;
import io.github.flinkarrow.benchmarks.jobs.Outcome;
import io.github.flinkarrow.benchmarks.jobs.RepeatedJob;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** Runs a job again and again in one JVM, and writes down what it held. */
public final class MemoryProcess {

    private static final long MILLISECONDS = 100;

    /**
     * What came of it.
     *
     * @param outcome of one more run, which looked at every byte
     * @param heapLimit the most that the heap may be
     */
    record Held(
            Outcome outcome, long heapLimit, List<RunMemory> runs, List<MemorySample> samples) {}

    private MemoryProcess() {}

    /** Arguments: a {@link JobSpec} as JSON, the number of runs, and the file to write. */
    public static void main(String[] arguments) throws Exception {
        ObjectMapper json = new ObjectMapper();
        JobSpec spec = json.readValue(arguments[0], JobSpec.class);
        int count = Integer.parseInt(arguments[1]);
        try (RepeatedJob job = RepeatedJob.of(spec, MemoryLimits.cluster());
                MemorySampler sampler = new MemorySampler(MILLISECONDS)) {
            List<RunMemory> runs = new ArrayList<>();
            for (int run = 0; run < count; run++) {
                job.run();
                System.gc();
                runs.add(MemorySampler.after(run));
            }
            List<MemorySample> samples = sampler.samples();
            json.writeValue(
                    new File(arguments[2]),
                    new Held(job.check(), Runtime.getRuntime().maxMemory(), runs, samples));
        }
        System.exit(0);
    }
}
