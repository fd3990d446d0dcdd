/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of documentation that shows results between two marks: in a directory of the page's name
 * are the results as JSON, and the plots.
 *
 * @param file in Markdown
 */
public record Page(Path file) {

    private static final String BEGIN = "<!-- results -->\n";
    private static final String END = "<!-- end of results -->";

    /** The results that it shows. */
    public Results results() throws IOException {
        return Results.read(json());
    }

    /** What is between the marks. */
    public String shown() throws IOException {
        String text = Files.readString(file);
        return text.substring(begin(text), end(text));
    }

    /** What has to be between the marks. */
    public String expected() throws IOException {
        return new Report(results()).toMarkdown(directory().getFileName().toString());
    }

    /** Shows other results. */
    public void show(Results results) throws IOException {
        results.write(json());
        new Report(results).plot(directory());
        String text = Files.readString(file);
        Files.writeString(
                file, text.substring(0, begin(text)) + expected() + text.substring(end(text)));
    }

    private int begin(String text) throws IOException {
        return indexOf(BEGIN, text) + BEGIN.length();
    }

    private int end(String text) throws IOException {
        return indexOf(END, text);
    }

    private int indexOf(String mark, String text) throws IOException {
        int index = text.indexOf(mark);
        if (index < 0) {
            throw new IOException(file + " has no " + mark.strip());
        }
        return index;
    }

    private Path directory() {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.lastIndexOf('.')));
    }

    private Path json() {
        return directory().resolve("results.json");
    }
}
