/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Which sources of this project are measured. */
public final class Commit {

    private static final long SECONDS = 10;

    private Commit() {}

    /**
     * The abbreviated hash of the commit that is checked out.
     *
     * @param home the root of the project
     * @return nothing where there is no repository, or no git
     */
    public static Optional<String> of(Path home) throws IOException {
        Process process;
        try {
            process =
                    new ProcessBuilder("git", "rev-parse", "--short", "HEAD")
                            .directory(home.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            return Optional.empty();
        }
        try {
            String hash =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .strip();
            boolean isKnown =
                    process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            return isKnown && !hash.isEmpty() ? Optional.of(hash) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while git is asked for the commit", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
