/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation. */
record Markdown(Path path, String text) {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)");

    /** README and everything under docs. */
    static List<Markdown> pages() throws IOException {
        Path root = root();
        List<Path> paths = new ArrayList<>();
        try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
            docs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(paths::add);
        }
        paths.add(root.resolve("README.md"));
        paths.add(root.resolve("CONTRIBUTING.md"));
        List<Markdown> pages = new ArrayList<>();
        for (Path path : paths) {
            pages.add(new Markdown(path, Files.readString(path)));
        }
        return pages;
    }

    static Markdown page(String name) throws IOException {
        Path path = root().resolve(name);
        return new Markdown(path, Files.readString(path));
    }

    private static Path root() {
        return Path.of(System.getProperty("project.root"));
    }

    /** The blocks of code in a language. */
    List<String> blocks(String language) {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).equals(language)) {
                blocks.add(matcher.group(2));
            }
        }
        return blocks;
    }

    /** The lines of tables, cells trimmed, without headers' rules. */
    List<List<String>> tableRows() {
        return text.lines()
                .filter(line -> line.startsWith("| ") && line.endsWith(" |"))
                .map(line -> line.substring(1, line.length() - 1).split("(?<!\\\\)\\|", -1))
                .map(cells -> Stream.of(cells).map(String::trim).toList())
                .toList();
    }

    /** What the page links to inside of the project. */
    List<Path> links() {
        List<Path> links = new ArrayList<>();
        Matcher matcher = LINK.matcher(text);
        while (matcher.find()) {
            if (!matcher.group(1).contains("://")) {
                links.add(path.resolveSibling(matcher.group(1)).normalize());
            }
        }
        return links;
    }

    @Override
    public String toString() {
        return root().relativize(path).toString();
    }
}
