/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.Faults;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import io.github.flinkarrow.format.IpcFormatException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which file gives a source its columns, where the one with the smallest path is half written. */
class FirstSchemaTest {

    /** As {@link ArrowFiles} has it. */
    public record Line(long id, String text) {}

    @TempDir private java.nio.file.Path directory;
    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();

    @BeforeEach
    void halfWrite() throws IOException {
        java.nio.file.Path file = directory.resolve("a");
        ArrowFiles.write(file, 1, 10);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    }

    @Test
    void aSourceThatReadsOnceFails() throws IOException {
        ArrowFiles.write(directory.resolve("b"), 1, 10);

        assertThatThrownBy(() -> source().build())
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("/a: ");
    }

    @Test
    void aSourceThatMonitorsTakesTheNextFile() throws IOException {
        ArrowFiles.write(directory.resolve("b"), 1, 10);

        assertThat(monitoring().build().rowType()).isEqualTo(ArrowFiles.ROW_TYPE);
        assertThat(monitoring().buildAs(Line.class)).isNotNull();
    }

    @Test
    void withoutAWholeFileOnlyAGivenTypeCanBeMonitored() throws IOException {
        assertThatThrownBy(() -> monitoring().build())
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("/a: ");
        assertThat(monitoring().withRowType(ArrowFiles.ROW_TYPE).build()).isNotNull();
        assertThat(monitoring().buildAs(Line.class)).isNotNull();
    }

    @Test
    void anErrorOfTheFileSystemIsNoHalfWrittenFile() throws IOException {
        ArrowFiles.write(directory.resolve("b"), 1, 10);
        fileSystem.setFaults(Faults.NONE.in(file -> file.getName().equals("a")).withReadErrorAt(0));

        assertThatThrownBy(() -> monitoring().build()).hasMessageContaining("cannot read");
    }

    private ArrowIpcSourceBuilder source() {
        Path path = fileSystem.path(directory);
        return ArrowIpcSource.forPaths(path);
    }

    private ArrowIpcSourceBuilder monitoring() {
        return source().monitorContinuously(Duration.ofDays(1));
    }
}
