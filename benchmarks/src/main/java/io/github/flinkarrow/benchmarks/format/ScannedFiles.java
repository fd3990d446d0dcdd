/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.format;

import io.github.flinkarrow.benchmarks.contenders.Contenders;
import io.github.flinkarrow.benchmarks.contenders.TableFiles;
import io.github.flinkarrow.benchmarks.tables.Table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the files of a table, which are written on first use. */
final class ScannedFiles {

    private ScannedFiles() {}

    /**
     * The files of a contender, in order.
     *
     * @param data the directory of all tables
     */
    static List<Path> of(String data, String contender, Table table, long rows) throws IOException {
        Path directory =
                Path.of(
                        new TableFiles(Path.of(data).toAbsolutePath())
                                .of(Contenders.named(contender), table, rows)
                                .getPath());
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    static void requireEqual(String what, long expected, long found) {
        if (found != expected) {
            throw new IllegalStateException(
                    "%s: expected %d, found %d: no figures are given"
                            .formatted(what, expected, found));
        }
    }
}
