/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.quickstart;

import io.github.flinkarrow.cli.Console;

import java.io.File;
import java.io.IOException;

/**
 * What a job has written.
 *
 * @param rows that were given to the sink
 */
record WriteResult(File directory, int files, long rows, long bytes, double seconds) {

    static WriteResult of(File directory, long rows, double seconds) throws IOException {
        File[] files = directory.listFiles((parent, name) -> name.endsWith(".arrow"));
        if (files == null) {
            throw new IOException(directory + ": the job has written no directory");
        }
        long bytes = 0;
        for (File file : files) {
            bytes += file.length();
        }
        return new WriteResult(directory, files.length, rows, bytes, seconds);
    }

    void printTo(Console console) {
        console.println(
                "   %,d files, %,d bytes in %s".formatted(files, bytes, directory.getPath()));
        console.println("   " + Rate.of(rows, bytes, seconds));
    }
}
