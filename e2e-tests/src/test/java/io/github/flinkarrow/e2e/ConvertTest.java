/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import io.github.flinkarrow.cli.files.ArrowIpc;
import io.github.flinkarrow.format.IpcFileWriter;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code arrow-ipc convert}, and what it leaves behind. */
class ConvertTest {

    @TempDir private Path scratch;

    private static String replacing() {
        return TestData.interopDirectory().resolve("js/js-7-stream.arrows").toString();
    }

    private static String file() {
        return TestData.interopDirectory().resolve("pyarrow/0034-file-zstd.arrow").toString();
    }

    private String out() {
        return scratch.resolve("out.arrow").toString();
    }

    private static String rows(String file) {
        return CommandRun.of("cat", "--arrays", file).assertSucceeded().out();
    }

    @Test
    void rowsAreTheSameInEveryContainerAndCodec() {
        for (String container : List.of("file", "stream")) {
            for (String codec : List.of("none", "lz4", "zstd")) {
                CommandRun run =
                        CommandRun.of(
                                "convert",
                                "--overwrite",
                                "--container",
                                container,
                                "--compression",
                                codec,
                                replacing(),
                                out());

                assertThat(run).isEqualTo(new CommandRun(0, "", ""));
                assertThat(rows(out())).isEqualTo(rows(replacing()));
                assertThat(CommandRun.of("verify", out()).assertSucceeded().out()).contains(": ok");
                assertThat(CommandRun.of("inspect", out()).out())
                        .startsWith(out() + ": " + container + ", V5")
                        .containsPattern("\\d \\| +" + codec);
            }
        }
        assertThat(scratch).isDirectoryContaining(path -> path.toString().equals(out()));
        assertNothingElseIsThere();
    }

    @Test
    void batchesHaveTheRowsThatAreAskedFor() {
        CommandRun.of("convert", "--batch-rows", "3", file(), out()).assertSucceeded();

        assertThat(rows(out())).isEqualTo(rows(file()));
        long count = rows(file()).lines().count();
        assertThat(CommandRun.of("verify", out()).out())
                .contains(count + " rows in " + (count + 2) / 3 + " batches");
    }

    @Test
    void standardInputAndOutputAreStreams() throws IOException {
        byte[] stream = convertedToOutput(new byte[0], "convert", file(), "-");
        byte[] again = convertedToOutput(stream, "convert", "-", "-");
        byte[] container = convertedToOutput(stream, "convert", "--container=file", "-", "-");

        assertThat(CommandRun.of(stream, "cat", "--arrays", "-").out()).isEqualTo(rows(file()));
        assertThat(again).isEqualTo(stream);
        Files.write(Path.of(out()), container);
        assertThat(CommandRun.of("inspect", out()).out()).startsWith(out() + ": file");
        assertThat(rows(out())).isEqualTo(rows(file()));
    }

    private static byte[] convertedToOutput(byte[] input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(ArrowIpc.run(new ByteArrayInputStream(input), out, err, arguments)).isZero();
        assertThat(err.size()).isZero();
        return out.toByteArray();
    }

    @Test
    void outputThatExistsIsKeptUnlessItIsToBeReplaced() throws IOException {
        Path out = Files.writeString(Path.of(out()), "precious");

        CommandRun.of("convert", file(), out())
                .assertInputIsWrong(out() + ": exists already (--overwrite replaces it)");
        assertThat(out).hasContent("precious");

        CommandRun.of("convert", "--overwrite", file(), out()).assertSucceeded();
        assertThat(rows(out())).isEqualTo(rows(file()));
        assertNothingElseIsThere();
    }

    @Test
    void fileMayBeConvertedInPlace() throws IOException {
        Files.copy(Path.of(file()), Path.of(out()));

        CommandRun.of("convert", "--overwrite", "--compression=lz4", out(), out())
                .assertSucceeded();

        assertThat(rows(out())).isEqualTo(rows(file()));
        assertThat(CommandRun.of("inspect", out()).out()).contains("lz4").doesNotContain("zstd");
        assertNothingElseIsThere();
    }

    @Test
    void failureLeavesNothingBehind() throws IOException {
        byte[] whole = Files.readAllBytes(Path.of(replacing()));
        Path broken =
                Files.write(
                        scratch.resolve("broken.arrows"),
                        Arrays.copyOf(whole, whole.length * 3 / 4));

        CommandRun.of("convert", broken.toString(), out())
                .assertInputIsWrong(broken + ": message", "ends");
        assertThat(Path.of(out())).doesNotExist();

        Files.writeString(Path.of(out()), "precious");
        CommandRun.of("convert", "--overwrite", broken.toString(), out())
                .assertInputIsWrong(broken + ": message");
        assertThat(Path.of(out())).hasContent("precious");
        CommandRun.of("convert", "--overwrite", scratch + "/missing", out())
                .assertInputIsWrong(scratch + "/missing: no such file");
        assertThat(Path.of(out())).hasContent("precious");
        Files.delete(broken);
        assertNothingElseIsThere();
    }

    @Test
    void outputThatCannotBeWrittenIsSaidInOneLine() throws IOException {
        CommandRun.of("convert", file(), scratch.toString())
                .assertInputIsWrong(scratch + ": is a directory");
        CommandRun.of("convert", file(), scratch + "/no/out.arrow")
                .assertInputIsWrong(scratch + "/no/out.arrow: no such directory");
        Path text = Files.writeString(scratch.resolve("text"), "text");
        CommandRun.of("convert", file(), text + "/out.arrow")
                .assertInputIsWrong(text + "/out.arrow: ");
    }

    @EnabledOnOs(OS.LINUX)
    @Test
    void deviceIsWrittenToDirectly() throws IOException {
        CommandRun.of("convert", file(), "/dev/null").assertSucceeded();

        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
        CommandRun.of("convert", file(), "/dev/full")
                .assertInputIsWrong("/dev/full: No space left on device");
    }

    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    void replacedFileKeepsItsPermissionsAndTheLinksToIt() throws IOException {
        Path secret = Files.copy(Path.of(file()), scratch.resolve("secret.arrow"));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Files.createSymbolicLink(Path.of(out()), secret);

        CommandRun.of("convert", "--overwrite", replacing(), out()).assertSucceeded();

        assertThat(Files.isSymbolicLink(Path.of(out()))).isTrue();
        assertThat(rows(secret.toString())).isEqualTo(rows(replacing()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatCannotBeKeptIsSaid() throws IOException {
        Path in = scratch.resolve("in.arrow");
        try (FileChannel channel =
                FileChannel.open(in, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            new IpcFileWriter(channel, Schema.of(), WriteOptions.DEFAULT)
                    .finish(KeyValueMetadata.of(Map.of("k", "v")));
        }

        CommandRun run = CommandRun.of("convert", "--container=stream", in.toString(), out());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .isEqualTo(
                        "arrow-ipc: %s: the metadata of the footer is left out: a stream has no"
                                        .formatted(out())
                                + " footer\n");
    }

    @Test
    void wrongUsageExitsWithTwo() {
        for (String[] arguments :
                List.of(
                        new String[] {"convert"},
                        new String[] {"convert", file()},
                        new String[] {"convert", file(), out(), "c"},
                        new String[] {"convert", "--container", "feather", file(), out()},
                        new String[] {"convert", "--compression", "gzip", file(), out()},
                        new String[] {"convert", "--batch-rows", "0", file(), out()},
                        new String[] {"convert", "--batch-rows", "many", file(), out()})) {
            assertThat(CommandRun.of(arguments).exitCode())
                    .as(String.join(" ", arguments))
                    .isEqualTo(2);
        }
        assertThat(Path.of(out())).doesNotExist();
    }

    private void assertNothingElseIsThere() {
        try (Stream<Path> left = Files.list(scratch)) {
            assertThat(left.map(Path::toString)).containsExactly(out());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
