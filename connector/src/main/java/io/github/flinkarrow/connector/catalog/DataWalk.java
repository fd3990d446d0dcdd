/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The data files below a directory, smallest path first. No more directories are listed than it
 * takes to find the next file.
 */
final class DataWalk {

    private static final int MOST_DIRECTORIES = 1_000;

    private final Path root;
    private final Deque<Iterator<FileStatus>> open = new ArrayDeque<>();
    private int directories;

    DataWalk(Path root) throws IOException {
        this.root = root;
        enter(root);
    }

    /**
     * The next file, or null if there is none.
     *
     * @throws IOException if a directory cannot be listed, or there are very many without a file
     */
    FileStatus next() throws IOException {
        while (!open.isEmpty()) {
            if (!open.peek().hasNext()) {
                open.pop();
                continue;
            }
            FileStatus entry = open.peek().next();
            if (!TableName.isData(entry.getPath().getName())) {
                continue;
            }
            if (!entry.isDir()) {
                return entry;
            }
            enter(entry.getPath());
        }
        return null;
    }

    private void enter(Path directory) throws IOException {
        if (++directories > MOST_DIRECTORIES) {
            throw new IOException(
                    "%s: no data in the first %d directories".formatted(root, MOST_DIRECTORIES));
        }
        open.push(DirectoryListing.of(directory).iterator());
    }
}
