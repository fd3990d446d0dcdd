/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * All figures of a pass.
 *
 * @param pass its name
 * @param jobs whole jobs
 * @param format the format without Flink's runtime
 * @param splits jobs over the same rows in many small and in few large blocks
 * @param memory what readers hold over time
 */
public record Results(
        String pass,
        Machine machine,
        List<JobResult> jobs,
        List<FormatResult> format,
        List<JobResult> splits,
        List<MemoryResult> memory) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public Results {
        jobs = List.copyOf(jobs);
        format = List.copyOf(format);
        splits = List.copyOf(splits);
        memory = List.copyOf(memory);
    }

    /** Reads what was written. */
    public static Results read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Results.class);
    }

    /** Writes them as JSON. */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        JSON.writeValue(file.toFile(), this);
    }
}
