/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.flinkarrow.benchmarks.memory.MemoryAccount;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * All figures of a pass.
 *
 * @param pass its name
 * @param jobs whole jobs
 * @param format the format without Flink's runtime
 * @param splits jobs over the same rows in many small and in few large blocks
 * @param memory what jobs hold over time
 * @param figures that stand for themselves
 * @param commits of this project's sources that were measured, earlier ones first; empty if that is
 *     not known
 */
public record Results(
        String pass,
        Machine machine,
        List<JobResult> jobs,
        List<FormatResult> format,
        List<JobResult> splits,
        List<MemoryAccount> memory,
        List<Figure> figures,
        List<String> commits) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public Results {
        jobs = List.copyOf(jobs);
        format = List.copyOf(format);
        splits = List.copyOf(splits);
        memory = List.copyOf(memory);
        figures = List.copyOf(figures);
        // Files of before have none.
        commits = commits == null ? List.of() : List.copyOf(commits);
    }

    /** Of sources that are not known. */
    public Results(
            String pass,
            Machine machine,
            List<JobResult> jobs,
            List<FormatResult> format,
            List<JobResult> splits,
            List<MemoryAccount> memory,
            List<Figure> figures) {
        this(pass, machine, jobs, format, splits, memory, figures, List.of());
    }

    /** None yet. */
    public static Results none(String pass, Machine machine) {
        return new Results(pass, machine, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** These, with others of the same pass and machine in the place of the same ones. */
    public Results with(Results later) {
        return new Results(
                pass,
                machine,
                merged(jobs, later.jobs, JobResult::scenario),
                merged(format, later.format, FormatResult::key),
                merged(splits, later.splits, JobResult::scenario),
                merged(memory, later.memory, MemoryAccount::job),
                merged(figures, later.figures, Figure::key),
                merged(commits, later.commits, Function.identity()));
    }

    /** These, of which some are of the sources of a commit. */
    Results measuredAt(String commit) {
        return new Results(
                pass,
                machine,
                jobs,
                format,
                splits,
                memory,
                figures,
                merged(commits, List.of(commit), Function.identity()));
    }

    private static <T> List<T> merged(List<T> earlier, List<T> later, Function<T, String> key) {
        Map<String, T> all = new LinkedHashMap<>();
        earlier.forEach(one -> all.put(key.apply(one), one));
        later.forEach(one -> all.put(key.apply(one), one));
        return new ArrayList<>(all.values());
    }

    /** Reads what was written. */
    public static Results read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Results.class);
    }

    /** Writes them as JSON, in the place of what was there; never half. */
    public void write(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        JSON.writeValue(unfinished.toFile(), this);
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
