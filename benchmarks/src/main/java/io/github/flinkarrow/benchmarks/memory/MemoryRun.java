/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.memory;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.flinkarrow.benchmarks.jobs.JobSpec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a job many times in one JVM that has the memory of a task manager by Flink's defaults.
 *
 * @param runs in that one JVM
 */
public record MemoryRun(JobSpec job, int runs) {

    /**
     * What Flink computes for a process of 1,728 MiB, its default: 512 MiB of heap, and 128 MiB of
     * direct memory beside network buffers, which are 64 MiB in a cluster inside a process.
     */
    private static final List<String> JVM_OPTIONS =
            List.of(
                    "-Xms512m",
                    "-Xmx512m",
                    "-XX:MaxDirectMemorySize=192m",
                    "-XX:MaxMetaspaceSize=256m");

    /**
     * Runs it.
     *
     * @throws IOException if the job fails, for want of memory among other things
     */
    public List<MemorySample> run() throws IOException, InterruptedException {
        Path result = Files.createTempFile("memory", ".json");
        try {
            ObjectMapper json = new ObjectMapper();
            List<String> command = new ArrayList<>();
            command.add(System.getProperty("java.home") + "/bin/java");
            command.addAll(JVM_OPTIONS);
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
            command.add(MemoryProcess.class.getName());
            command.add(json.writeValueAsString(job));
            command.add(Integer.toString(runs));
            command.add(result.toString());
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code != 0) {
                throw new IOException(
                        "%s: the process ended with code %d; what it said is above"
                                .formatted(job.contender(), code));
            }
            return json.readValue(result.toFile(), new TypeReference<List<MemorySample>>() {});
        } finally {
            Files.delete(result);
        }
    }
}
