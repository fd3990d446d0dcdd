/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.connector.testing.Faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes some files at a time, each a piece further whenever somebody opens it: a reader that never
 * looks into unfinished files waits for ever, and every file is seen unfinished.
 */
final class SlowWriter implements Faults.FileAction {

    private static final int PIECES = 4;
    private static final int AT_A_TIME = 5;

    private final Path directory;
    private final List<byte[]> files;
    private final Map<Path, Integer> unfinished = new HashMap<>();
    private int allowed;
    private int begun;

    SlowWriter(Path directory, List<byte[]> files) {
        this.directory = directory;
        this.files = files;
    }

    /** Lets it go on to so many files in all. */
    synchronized void allow(int count) throws IOException {
        allowed = count;
        begin();
    }

    private void begin() throws IOException {
        while (begun < allowed && unfinished.size() < AT_A_TIME) {
            Path file = file(begun);
            unfinished.put(file, begun);
            begun++;
            write(file, 1);
        }
    }

    private Path file(int index) {
        return directory.resolve("file-%03d.arrow".formatted(index));
    }

    private void write(Path file, int pieces) throws IOException {
        byte[] whole = files.get(unfinished.get(file));
        int end = whole.length * pieces / PIECES;
        int start = whole.length * (pieces - 1) / PIECES;
        Files.write(
                file,
                Arrays.copyOfRange(whole, start, end),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    @Override
    public synchronized void run(Path file) throws IOException {
        Integer index = unfinished.get(file);
        if (index == null) {
            return;
        }
        long whole = files.get(index).length;
        int written = 1;
        while (Files.size(file) > whole * written / PIECES) {
            written++;
        }
        write(file, written + 1);
        if (written + 1 == PIECES) {
            unfinished.remove(file);
            begin();
        }
    }
}
