/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** A Java installation. */
record Jdk(Path home, int version) {

    /** The one that runs this test. */
    static Jdk current() {
        return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /**
     * The newest one beside the current one, or in the usual place; the calling test is skipped if
     * none is newer than the current one.
     */
    static Jdk newest() throws IOException {
        Jdk current = current();
        List<Jdk> found = new ArrayList<>();
        for (Path directory : List.of(current.home.getParent(), Path.of("/usr/lib/jvm"))) {
            if (Files.isDirectory(directory)) {
                try (Stream<Path> homes = Files.list(directory)) {
                    for (Path home : homes.toList()) {
                        Jdk jdk = in(home);
                        if (jdk != null) {
                            found.add(jdk);
                        }
                    }
                }
            }
        }
        Jdk newest = found.stream().max(Comparator.comparingInt(Jdk::version)).orElse(current);
        Assumptions.assumeTrue(
                newest.version > current.version,
                "no JDK newer than " + current.version + " found beside " + current.home);
        return newest;
    }

    /** The installation in a directory, as its {@code release} file describes it; null if none. */
    private static Jdk in(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isRegularFile(release) || !Files.isExecutable(home.resolve("bin/java"))) {
            return null;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        }
        String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
        return version.isEmpty() ? null : new Jdk(home, Runtime.Version.parse(version).feature());
    }
}
