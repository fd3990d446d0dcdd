/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Shows results. */
public record Report(Results results) {

    /** For a terminal. */
    public String toText() {
        List<String> tables = new ArrayList<>();
        tables.add(results.machine().description());
        if (!results.jobs().isEmpty()) {
            tables.add(new JobTable(results.jobs()).toText());
        }
        if (!results.format().isEmpty()) {
            tables.add(new FormatTable(results.format()).toText());
        }
        if (!results.splits().isEmpty()) {
            tables.add(new SplitTable(results.splits()).toText());
        }
        if (!results.memory().isEmpty()) {
            tables.add(new MemoryTable(results.memory()).toText());
        }
        return String.join("\n\n", tables);
    }

    /** For a page: what belongs between the headings of docs/benchmarks.md. */
    public String toMarkdown() {
        List<String> parts = new ArrayList<>();
        parts.add(
                "Pass: %s. Machine: %s.\n"
                        .formatted(results.pass(), results.machine().description()));
        if (!results.jobs().isEmpty()) {
            parts.add("### Whole jobs\n\n" + new JobTable(results.jobs()).toMarkdown());
        }
        if (!results.format().isEmpty()) {
            parts.add("### The format\n\n" + new FormatTable(results.format()).toMarkdown());
        }
        if (!results.splits().isEmpty()) {
            parts.add("### Small blocks\n\n" + new SplitTable(results.splits()).toMarkdown());
        }
        if (!results.memory().isEmpty()) {
            parts.add("### Memory\n\n" + new MemoryTable(results.memory()).toMarkdown());
        }
        return String.join("\n", parts);
    }

    /**
     * Draws a plot of the jobs, and one of the memory of each contender.
     *
     * @param directory where they go: {@code jobs.svg} and {@code memory-….svg}
     */
    public void plot(Path directory) throws IOException {
        if (!results.jobs().isEmpty()) {
            new JobPlot(results).write(directory.resolve("jobs.svg"));
        }
        for (MemoryResult memory : results.memory()) {
            new MemoryPlot(memory)
                    .write(directory.resolve("memory-%s.svg".formatted(memory.contender())));
        }
    }
}
