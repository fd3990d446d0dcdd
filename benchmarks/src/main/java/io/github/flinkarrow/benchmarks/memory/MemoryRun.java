/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.memory;

import org.apache.flink.core.fs.Path;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.flinkarrow.benchmarks.contenders.Contender;
import io.github.flinkarrow.benchmarks.contenders.Contenders;
import io.github.flinkarrow.benchmarks.contenders.TableFiles;
import io.github.flinkarrow.benchmarks.jobs.JobSpec;
import io.github.flinkarrow.benchmarks.jobs.Outcome;
import io.github.flinkarrow.benchmarks.tables.Table;
import io.github.flinkarrow.benchmarks.tables.Tables;
import io.github.flinkarrow.benchmarks.tables.Totals;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a job many times in one JVM that has the memory of a task manager by Flink's defaults.
 *
 * @param runs in that one JVM
 */
public record MemoryRun(TableFiles files, MemoryJob job, int runs) {

    /**
     * Runs it.
     *
     * @throws IOException if the job fails, for want of memory among other things, or has not read
     *     or written what it has to
     */
    public MemoryAccount run() throws IOException, InterruptedException {
        Table table = Tables.named(job.scenario().table());
        Contender contender = Contenders.named(job.contender());
        boolean writes = job.scenario().kind().writes();
        Contender rows = writes ? Contenders.rowsFor(contender, table) : contender;
        Path input = files.of(rows, table, job.rows());
        java.nio.file.Path scratch = files.root().resolve("scratch").resolve(job.name());
        MemoryProcess.Held held =
                held(
                        new JobSpec(
                                contender.name(),
                                job.scenario(),
                                input.toString(),
                                new Path(scratch.toUri()).toString()));
        Totals expected = rows.expected(table, job.rows());
        if (!held.outcome().equals(Outcome.of(expected.rows(), expected.hash()))) {
            throw new IOException(
                    "%s: expected %s, found %s: no figures are given"
                            .formatted(job.name(), expected, held.outcome()));
        }
        long bytes = bytes(writes ? scratch : java.nio.file.Path.of(input.getPath()));
        long batchBytes =
                writes
                        ? bytes / (1 + job.rows() / table.batchRows())
                        : largestBatch(java.nio.file.Path.of(input.getPath()));
        TableFiles.delete(scratch);
        return new MemoryAccount(
                job.name(),
                bytes,
                batchBytes,
                held.heapLimit(),
                held.runs(),
                MemorySample.thinned(held.samples()));
    }

    private MemoryProcess.Held held(JobSpec spec) throws IOException, InterruptedException {
        java.nio.file.Path result = Files.createTempFile("memory", ".json");
        try {
            ObjectMapper json = new ObjectMapper();
            List<String> command = new ArrayList<>();
            command.add(System.getProperty("java.home") + "/bin/java");
            command.addAll(MemoryLimits.jvmOptions());
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
            command.add(MemoryProcess.class.getName());
            command.add(json.writeValueAsString(spec));
            command.add(Integer.toString(runs));
            command.add(result.toString());
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code != 0) {
                throw new IOException(
                        "%s: the process ended with code %d; what it said is above"
                                .formatted(job.name(), code));
            }
            return json.readValue(result.toFile(), MemoryProcess.Held.class);
        } finally {
            Files.delete(result);
        }
    }

    /** The bytes of the body of the largest record batch. */
    private static long largestBatch(java.nio.file.Path directory) throws IOException {
        long largest = 0;
        try (var paths = Files.list(directory)) {
            for (java.nio.file.Path file : paths.filter(Files::isRegularFile).toList()) {
                try (IpcFileReader reader =
                        IpcFileReader.open(SeekableInput.ofFile(file), ReadOptions.DEFAULT)) {
                    for (int i = 0; i < reader.recordBatchCount(); i++) {
                        largest = Math.max(largest, reader.block(i).bodyLength());
                    }
                }
            }
        }
        return largest;
    }

    private static long bytes(java.nio.file.Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            return paths.map(java.nio.file.Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        }
    }
}
