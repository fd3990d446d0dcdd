/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.contenders;

import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.benchmarks.tables.Table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of the tables, written on first use and kept.
 *
 * @param root a directory for them alone
 */
public record TableFiles(java.nio.file.Path root) {

    /** Every format has as many files, so that readers in parallel have as much to do. */
    private static final int FILES = 4;

    /** The directory of a contender's files of the first rows of a table. */
    public Path of(Contender contender, Table table, long rows) throws IOException {
        java.nio.file.Path directory =
                root.resolve("%s-%d".formatted(table.name(), rows)).resolve(contender.files());
        if (!Files.isDirectory(directory)) {
            // An interrupted run leaves nothing that looks complete.
            java.nio.file.Path unfinished =
                    directory.resolveSibling(directory.getFileName() + ".unfinished");
            delete(unfinished);
            Files.createDirectories(unfinished);
            contender.write(table, rows, FILES, new Path(unfinished.toUri()));
            Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
        }
        return new Path(directory.toUri());
    }

    /** Deletes a directory and what is in it, if it is there. */
    public static void delete(java.nio.file.Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            List<java.nio.file.Path> paths;
            try (Stream<java.nio.file.Path> all = Files.walk(directory)) {
                paths = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (java.nio.file.Path path : paths) {
                Files.delete(path);
            }
        }
    }
}
