/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The golden files and streams of arrow-testing, as {@code VERSION/NAME.SUFFIX}. */
public final class GoldenContainers {

    private GoldenContainers() {}

    /** The names of all files and streams. */
    public static List<String> names() throws IOException {
        Path root = directory();
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.map(path -> root.relativize(path).toString())
                    .filter(name -> name.endsWith(".arrow_file") || name.endsWith(".stream"))
                    .sorted()
                    .toList();
        }
    }

    public static Path path(String name) {
        return directory().resolve(name);
    }

    public static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(path(name));
    }

    /** What the file or stream holds. */
    public static GoldenFile oracle(String name) throws IOException {
        return GoldenFile.read(path(name.substring(0, name.lastIndexOf('.')) + ".json.gz"));
    }

    private static Path directory() {
        return TestData.goldenDirectory().resolve("arrow-ipc-stream/integration");
    }
}
