/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code arrow-ipc sql} as a process of its own. */
class SqlProcessITCase {

    /** More rows than anybody waits for. */
    private static final String ENDLESS =
            "SELECT a.delay FROM `flights-3m-zstd` a, `flights-3m-zstd` b";

    @TempDir private Path scratch;

    private static Path flights() {
        return TestData.realDirectory().resolve("flights-3m-zstd.arrow");
    }

    private String launcher() {
        return Path.of(System.getProperty("project.root"), "arrow-ipc").toString();
    }

    private ForkedProcess shell(String line) throws Exception {
        Path temporary = Files.createDirectories(scratch.resolve("tmp"));
        return ForkedProcess.run(
                Jdk.current().home(),
                scratch,
                List.of(
                        "bash",
                        "-c",
                        "export JDK_JAVA_OPTIONS=-Djava.io.tmpdir='%s'; ".formatted(temporary)
                                + line));
    }

    @Test
    void theCurrentDirectoryHasTheTablesUnlessAPathIsGiven() throws Exception {
        Path directory = Files.createDirectory(scratch.resolve("here"));
        Files.copy(flights(), directory.resolve("flights.arrow"));

        ForkedProcess run =
                shell(
                        "cd '%s' && '%s' sql --json 'SELECT COUNT(*) AS n FROM flights'"
                                .formatted(directory, launcher()));

        assertThat(run.assertSucceeded().out()).isEqualTo("{\"n\":3000000}\n");
        assertNothingIsLeft();
    }

    @Test
    void nobodyHasToReadToTheEnd() throws Exception {
        ForkedProcess run =
                shell(
                        "set -o pipefail; '%s' sql --json --path '%s' '%s' | head -n 1"
                                .formatted(launcher(), flights(), ENDLESS));

        assertThat(run.assertSucceeded().out()).hasLineCount(1);
        assertThat(withoutOptions(run.err())).isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void anInterruptEndsAQueryThatPrints() throws Exception {
        Process process = start("--json", ENDLESS);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).startsWith("{\"delay\":");

            interrupt(process);

            assertInterrupted(process);
        }
    }

    @Test
    void anInterruptedStatementHasWrittenNothingThatIsRead() throws Exception {
        Path table = scratch.resolve("table");
        Process process =
                start(
                        "CREATE TABLE t (delay BIGINT) WITH ('connector' = 'arrow-ipc', 'path' ="
                                + " '"
                                + table
                                + "', 'arrow-ipc.batch.rows' = '1000')",
                        "INSERT INTO t " + ENDLESS);
        boolean ended = false;
        while (!ended && !isWritten(table)) {
            ended = process.waitFor(50, TimeUnit.MILLISECONDS);
        }

        interrupt(process);

        assertInterrupted(process);
        try (Stream<Path> entries = Files.list(table)) {
            assertThat(entries.map(path -> path.getFileName().toString()))
                    .allMatch(name -> name.startsWith("."));
        }
    }

    private Process start(String... arguments) throws IOException {
        Path temporary = Files.createDirectories(scratch.resolve("tmp"));
        List<String> command =
                Stream.concat(
                                // A test run in the background ignores interrupts, and so would
                                // this.
                                Stream.of(
                                        "env",
                                        "--default-signal=INT",
                                        launcher(),
                                        "sql",
                                        "--path",
                                        flights().toString()),
                                Stream.of(arguments))
                        .toList();
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectError(scratch.resolve("interrupted.err").toFile());
        builder.environment().put("JAVA_HOME", Jdk.current().home().toString());
        builder.environment().put("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary);
        return builder.start();
    }

    private static void interrupt(Process process) throws Exception {
        assertThat(
                        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                                .start()
                                .waitFor())
                .isZero();
    }

    private void assertInterrupted(Process process) throws Exception {
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("the process has ended").isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(withoutOptions(Files.readString(scratch.resolve("interrupted.err")))).isEmpty();
        assertNothingIsLeft();
    }

    /** Without the line in which Java says that it has been given options. */
    private static String withoutOptions(String err) {
        return err.replaceAll("NOTE: Picked up JDK_JAVA_OPTIONS: .*\\R", "");
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(scratch.resolve("tmp"))) {
            assertThat(left).noneMatch(path -> !path.getFileName().toString().startsWith("hsperf"));
        }
    }

    /** Whether there is a file of any name below a directory. */
    private static boolean isWritten(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.anyMatch(Files::isRegularFile);
        } catch (java.io.UncheckedIOException e) {
            return true; // A directory that went away while it was listed.
        }
    }
}
