/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.WebOptions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where an embedded cluster keeps its files. It is deleted when the process ends: a cluster stops
 * in the background, and does not come to clear up behind itself.
 */
final class ScratchDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(ScratchDirectory.class);

    /** A cluster that is stopping may be about to write another file. */
    private static final int MOST_ATTEMPTS = 100;

    private ScratchDirectory() {}

    /** Makes a new directory that of a cluster with the configuration. */
    static void addTo(Configuration configuration) throws IOException {
        Path directory = Files.createTempDirectory("arrow-ipc-");
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> delete(directory), "scratch directory"));
        configuration.set(CoreOptions.TMP_DIRS, directory.toString());
        configuration.set(WebOptions.TMP_DIR, directory.toString());
    }

    private static void delete(Path directory) {
        for (int i = 0; i < MOST_ATTEMPTS && Files.exists(directory); i++) {
            try (Stream<Path> paths = Files.walk(directory)) {
                List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
                for (Path path : deepestFirst) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException | UncheckedIOException e) {
                LOG.debug("{}: is being written to", directory, e);
            }
        }
    }
}
