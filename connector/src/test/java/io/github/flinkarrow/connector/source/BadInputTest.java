/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.format.IpcFormatException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Input that cannot be read fails before a job runs, with one message that names it. */
class BadInputTest {

    @TempDir private Path directory;

    @Test
    void aPathThatDoesNotExist() {
        assertThatThrownBy(building(directory.resolve("missing")))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageMatching("file:/.*/missing: no such file or directory");
    }

    @Test
    void aDirectoryWithoutData() throws IOException {
        Files.createDirectories(directory.resolve("empty/_hidden"));
        Files.writeString(directory.resolve("empty/_hidden/a.arrow"), "never looked at");

        assertThatThrownBy(building(directory.resolve("empty")))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageMatching(
                        "file:/.*/empty/?: the directory holds no data"
                                + " \\(names with a leading '_' or '.' are not data\\)");
    }

    @Test
    void anEmptyFile() throws IOException {
        assertThatThrownBy(building(file(new byte[0])))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("bad.arrow: ")
                .hasMessageContaining("empty");
    }

    @Test
    void aTextFile() throws IOException {
        assertThatThrownBy(building(file("id,name\n1,text\n".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("bad.arrow: ");
    }

    @Test
    void aFeatherV1File() throws IOException {
        assertThatThrownBy(building(file("FEA1 and the rest".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bad.arrow: ")
                .hasMessageContaining("Feather V1");
    }

    @Test
    void aTruncatedFile() throws IOException {
        Path whole = directory.resolve("whole.arrow");
        ArrowFiles.write(whole, 2, 10);
        byte[] bytes = Files.readAllBytes(whole);

        assertThatThrownBy(building(file(Arrays.copyOf(bytes, bytes.length - 100))))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("bad.arrow: ");
    }

    @Test
    void aColumnThatDoesNotExist() throws IOException {
        Path file = directory.resolve("a.arrow");
        ArrowFiles.write(file, 1, 1);

        assertThatThrownBy(
                        () ->
                                ArrowIpcSource.forPaths(
                                                new org.apache.flink.core.fs.Path(file.toUri()))
                                        .withColumns("text", "nmae")
                                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no column 'nmae' among [id, text]");
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("bad.arrow"), bytes);
    }

    private static ThrowingCallable building(Path path) {
        return () ->
                ArrowIpcSource.forPaths(new org.apache.flink.core.fs.Path(path.toUri())).build();
    }
}
