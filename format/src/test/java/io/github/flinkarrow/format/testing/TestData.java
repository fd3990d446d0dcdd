/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import org.junit.jupiter.api.Assumptions;

import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.fail;

/**
 * Directories of data that tests read and the project does not contain.
 *
 * <p>Where one is absent the calling test is skipped with a message that says how to provide it;
 * with the system property {@code arrow.data.required} it fails instead.
 */
public final class TestData {

    private TestData() {}

    /** The {@code data/} directory of the Arrow project's arrow-testing repository. */
    public static Path goldenDirectory() {
        return directory("arrow.test.data", "ARROW_TEST_DATA");
    }

    /** Files written by other implementations of Arrow, a directory for each. */
    public static Path interopDirectory() {
        return directory("arrow.interop.data", "ARROW_IPC_INTEROP_DATA");
    }

    /** Files of real data, with known sums. */
    public static Path realDirectory() {
        return directory("arrow.real.data", "the system property arrow.real.data");
    }

    private static Path directory(String property, String setting) {
        String value = System.getProperty(property);
        if (value == null) {
            return absent(property + " is not set: the Maven build passes it to tests");
        }
        Path directory = Path.of(System.getProperty("project.root", "")).resolve(value).normalize();
        if (!Files.isDirectory(directory)) {
            return absent("no directory " + directory + ": set " + setting + " to run this test");
        }
        return directory;
    }

    private static Path absent(String reason) {
        if (Boolean.getBoolean("arrow.data.required")) {
            return fail("required test data is missing: " + reason);
        }
        Assumptions.abort(reason);
        throw new AssertionError("aborting a test throws");
    }
}
