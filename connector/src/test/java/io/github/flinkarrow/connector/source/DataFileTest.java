/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.connector.testing.Faults;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import io.github.flinkarrow.format.SeekableInput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A file is opened only if it is the one that was planned. */
class DataFileTest {

    private static final long PLANNED_TIME = 86_400_000L;

    @TempDir private java.nio.file.Path directory;
    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();
    private static final String WAY_OUT =
            "; with 'on-broken-file' = 'skip' (OnBrokenFile.SKIP), connector 'arrow-ipc' goes on"
                    + " without it";

    private java.nio.file.Path local;

    @BeforeEach
    void write() throws IOException {
        local = Files.write(directory.resolve("a.arrow"), new byte[100]);
        Files.setLastModifiedTime(local, FileTime.fromMillis(PLANNED_TIME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "watched"})
    void theFileThatWasPlannedIsOpened(String scheme) throws IOException {
        try (SeekableInput input = planned(scheme).open(ReadMode.BUFFERED)) {
            assertThat(input.size()).isEqualTo(100);
        }
    }

    @ParameterizedTest
    @CsvSource({"file, 99", "file, 101", "watched, 0", "watched, 1000"})
    void oneThatWasCutOrAppendedToHasChanged(String scheme, int size) throws IOException {
        DataFile planned = planned(scheme);
        Files.write(local, new byte[size]);

        assertThatThrownBy(() -> planned.open(ReadMode.BUFFERED))
                .isInstanceOf(FileChangedException.class)
                .hasMessageMatching(scheme + ":/.*/a\\.arrow: .*")
                .hasMessageEndingWith(
                        "the file has changed since it was planned:"
                                + " its size was 100 bytes and is %d bytes"
                                + WAY_OUT,
                        size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "watched"})
    void oneThatWasReplacedByAnotherOfItsSizeHasChanged(String scheme) throws IOException {
        DataFile planned = planned(scheme);
        Files.setLastModifiedTime(local, FileTime.fromMillis(PLANNED_TIME + 1));

        assertThatThrownBy(() -> planned.open(ReadMode.BUFFERED))
                .isInstanceOf(FileChangedException.class)
                .hasMessageMatching(scheme + ":/.*/a\\.arrow: .*")
                .hasMessageEndingWith(
                        "its modification time was 1970-01-02T00:00:00Z"
                                + " and is 1970-01-02T00:00:00.001Z"
                                + WAY_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "watched"})
    void oneThatWasDeletedIsGone(String scheme) throws IOException {
        DataFile planned = planned(scheme);
        Files.delete(local);

        assertThatThrownBy(() -> planned.open(ReadMode.BUFFERED))
                .isInstanceOf(FileChangedException.class)
                .hasMessageMatching(scheme + ":/.*/a\\.arrow: .*")
                .hasMessageEndingWith("the file is gone since it was planned" + WAY_OUT)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void oneThatIsDeletedBeforeItIsOpenedIsGone() throws IOException {
        DataFile planned = planned("watched");
        fileSystem.setFaults(Faults.NONE.beforeOpening(Files::delete));

        assertThatThrownBy(() -> planned.open(ReadMode.BUFFERED))
                .isInstanceOf(FileChangedException.class)
                .hasMessageEndingWith("a.arrow: the file is gone since it was planned" + WAY_OUT);
    }

    @Test
    void oneThatMayNotBeReadIsUnreadable() throws IOException {
        DataFile planned = planned("watched");
        fileSystem.setFaults(Faults.NONE.withReadingDenied());

        assertThatThrownBy(() -> planned.open(ReadMode.BUFFERED))
                .isInstanceOf(FileUnreadableException.class)
                .hasMessageMatching("watched:/.*/a\\.arrow: the file cannot be opened: .*")
                .hasCauseInstanceOf(AccessDeniedException.class);
    }

    @Test
    void oneThatCannotBeOpenedJustNowMayBeOpenedLater() throws IOException {
        DataFile planned = planned("watched");
        fileSystem.setFaults(
                Faults.NONE.beforeOpening(
                        file -> {
                            throw new IOException("too many open files");
                        }));

        assertThatThrownBy(() -> planned.open(ReadMode.BUFFERED))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageMatching("watched:/.*/a\\.arrow: the file cannot be opened: .*")
                .hasRootCauseMessage("too many open files");
    }

    @Test
    void oneThatIsADirectoryNowHasChanged() throws IOException {
        DataFile planned = planned("file");
        Files.delete(local);
        Files.createDirectory(local);

        assertThatThrownBy(() -> planned.open(ReadMode.BUFFERED))
                .isInstanceOf(FileChangedException.class)
                .hasMessageContaining("a.arrow: ");
    }

    @ParameterizedTest
    @CsvSource({"0, 1000", "1000, 0", "-1, 1000", "1000, -1"})
    void aModificationTimeThatIsNotKnownSaysNothing(long then, long now) {
        DataFile planned = new DataFile(new Path("s3://bucket/a"), 100, then);

        assertThat(planned.differenceTo(new DataFile(planned.path(), 100, now))).isEmpty();
        assertThat(planned.differenceTo(new DataFile(planned.path(), 101, now)))
                .contains("its size was 100 bytes and is 101 bytes");
    }

    private DataFile planned(String scheme) throws IOException {
        Path path = scheme.equals("file") ? new Path(local.toUri()) : fileSystem.path(local);
        return DataFile.of(path.getFileSystem().getFileStatus(path));
    }
}
