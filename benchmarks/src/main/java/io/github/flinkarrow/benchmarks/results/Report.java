/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import io.github.flinkarrow.benchmarks.memory.MemoryAccount;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows results. */
public record Report(Results results) {

    private static final String JOBS_PLOT = "jobs.svg";

    /** A table under a heading. */
    private record Section(String heading, Grid grid) {}

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Targets", Targets.of(results)));
        if (!results.jobs().isEmpty()) {
            sections.add(new Section("Whole jobs", JobTable.of(results.jobs())));
        }
        if (!results.format().isEmpty()) {
            sections.add(new Section("The format", FormatTable.of(results.format())));
        }
        groups().forEach(
                        (group, figures) ->
                                sections.add(new Section(group, FigureTable.of(figures))));
        if (!results.splits().isEmpty()) {
            sections.add(new Section("Small blocks", SplitTable.of(results.splits())));
        }
        if (!results.memory().isEmpty()) {
            sections.add(new Section("Memory", MemoryTable.of(results.memory())));
        }
        return sections;
    }

    private Map<String, List<Figure>> groups() {
        return results.figures().stream()
                .collect(
                        Collectors.groupingBy(
                                Figure::group, LinkedHashMap::new, Collectors.toList()));
    }

    /** Which sources were measured, where that is known. */
    private String commits() {
        return results.commits().isEmpty()
                ? ""
                : "; this project at " + String.join(", ", results.commits());
    }

    /** For a terminal. */
    public String toText() {
        List<String> tables = new ArrayList<>();
        tables.add(results.machine().description() + commits());
        sections().forEach(section -> tables.add(section.grid().toText()));
        return String.join("\n\n", tables);
    }

    /** For a page: what belongs between the headings of docs/benchmarks.md. */
    public String toMarkdown() {
        List<String> parts = new ArrayList<>();
        parts.add(
                "Pass: %s. Machine: %s%s.\n"
                        .formatted(results.pass(), results.machine().description(), commits()));
        for (Section section : sections()) {
            parts.add("### %s\n\n%s".formatted(section.heading(), section.grid().toMarkdown()));
        }
        return String.join("\n", parts);
    }

    /**
     * For a page, with the plots.
     *
     * @param plots the directory of the plots, as the page refers to it
     */
    public String toMarkdown(String plots) {
        StringBuilder images = new StringBuilder();
        if (!results.jobs().isEmpty()) {
            images.append(image("Whole jobs: rows a second of each contender", plots, JOBS_PLOT));
        }
        for (MemoryAccount account : results.memory()) {
            images.append(image("Memory over time: " + account.job(), plots, plot(account)));
        }
        return toMarkdown() + images;
    }

    private static String image(String what, String directory, String name) {
        return "\n![%s](%s/%s)\n".formatted(what, directory, name);
    }

    private static String plot(MemoryAccount account) {
        return "memory-%s.svg".formatted(account.job());
    }

    /**
     * Draws a plot of the jobs, and one of the memory of each job that was looked at.
     *
     * @param directory where they go: {@code jobs.svg} and {@code memory-….svg}
     */
    public void plot(Path directory) throws IOException {
        if (!results.jobs().isEmpty()) {
            new JobPlot(results).write(directory.resolve(JOBS_PLOT));
        }
        for (MemoryAccount account : results.memory()) {
            new MemoryPlot(account).write(directory.resolve(plot(account)));
        }
    }
}
