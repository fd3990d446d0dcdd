/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalDirectoryTest {

    @TempDir private java.nio.file.Path directory;

    private List<String> dataFiles() throws IOException {
        return DataFiles.below(List.of(new Path(directory.toUri()))).stream()
                .map(FileStatus::getPath)
                .map(Path::getName)
                .toList();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void namesMayHaveColons() throws Exception {
        ArrowFiles.write(directory.resolve("2026-01-01T00:00:00.arrow"), 1, 1);
        Files.createDirectory(directory.resolve("a:b"));
        ArrowFiles.write(directory.resolve("a:b").resolve("c:d.arrow"), 1, 1);

        assertThat(dataFiles()).containsExactly("2026-01-01T00:00:00.arrow", "c:d.arrow");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void pipesAreNotWaitedFor() throws Exception {
        ArrowFiles.write(directory.resolve("a.arrow"), 1, 1);
        Process made = new ProcessBuilder("mkfifo", directory.resolve("pipe").toString()).start();
        assertThat(made.waitFor()).isZero();

        assertThat(dataFiles()).containsExactly("a.arrow");
    }

    @Test
    void aDirectoryThatIsGoneIsNotFound() {
        Path gone = new Path(directory.resolve("gone").toUri());

        assertThatThrownBy(() -> LocalDirectory.list(gone.getFileSystem(), gone, name -> true))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("gone");
    }
}
