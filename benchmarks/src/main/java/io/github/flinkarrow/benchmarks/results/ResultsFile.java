/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import com.fasterxml.jackson.core.JacksonException;
import io.github.flinkarrow.benchmarks.memory.MemoryAccount;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * A file of results that grows measure by measure, so that what a pass has measured when it is
 * interrupted is kept, and parts that are measured one after another come together.
 */
public final class ResultsFile {

    private final Path file;
    private final Optional<String> commit;
    private Results results;

    private ResultsFile(Path file, Optional<String> commit, Results results) {
        this.file = file;
        this.commit = commit;
        this.results = results;
    }

    /**
     * Goes on with what is there, if it is of the same pass and machine. What else is there is
     * moved aside.
     *
     * @param commit of the sources that are measured, if it is known
     */
    public static ResultsFile open(Path file, String pass, Machine machine, Optional<String> commit)
            throws IOException {
        Results none = Results.none(pass, machine);
        if (!Files.exists(file)) {
            return new ResultsFile(file, commit, none);
        }
        try {
            Results earlier = Results.read(file);
            if (earlier.pass().equals(pass) && earlier.machine().equals(machine)) {
                return new ResultsFile(file, commit, earlier);
            }
        } catch (JacksonException e) {
            // Of another version of the benchmarks.
            System.err.println(e.getOriginalMessage());
        }
        Path aside = file.resolveSibling(file.getFileName() + ".old");
        System.err.printf("%s is of another pass, machine or version: moved to %s%n", file, aside);
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        return new ResultsFile(file, commit, none);
    }

    /** All of them. */
    public Results results() {
        return results;
    }

    public void putJob(JobResult job) throws IOException {
        put(
                new Results(
                        pass(),
                        machine(),
                        List.of(job),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    public void putFormat(List<FormatResult> format) throws IOException {
        put(new Results(pass(), machine(), List.of(), format, List.of(), List.of(), List.of()));
    }

    public void putSplits(JobResult job) throws IOException {
        put(
                new Results(
                        pass(),
                        machine(),
                        List.of(),
                        List.of(),
                        List.of(job),
                        List.of(),
                        List.of()));
    }

    public void putMemory(MemoryAccount memory) throws IOException {
        put(
                new Results(
                        pass(),
                        machine(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(memory),
                        List.of()));
    }

    public void putFigures(List<Figure> figures) throws IOException {
        put(new Results(pass(), machine(), List.of(), List.of(), List.of(), List.of(), figures));
    }

    private String pass() {
        return results.pass();
    }

    private Machine machine() {
        return results.machine();
    }

    private void put(Results later) throws IOException {
        Results all = results.with(later);
        results = commit.map(all::measuredAt).orElse(all);
        results.write(file);
    }
}
