/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.testing;

import org.apache.flink.core.fs.BlockLocation;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WatchedFileSystemTest {

    private static final byte[] BYTES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

    @TempDir private java.nio.file.Path directory;

    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();
    private Path path;

    @BeforeEach
    void writeFile() throws IOException {
        path = fileSystem.path(Files.write(directory.resolve("a"), BYTES));
    }

    @AfterEach
    void everyStreamIsClosed() {
        assertThat(fileSystem.accesses().openStreams()).isZero();
    }

    @Test
    void flinkFindsItByThePath() throws IOException {
        assertThat(FileSystem.getUnguardedFileSystem(path.toUri())).isSameAs(fileSystem);
        FileStatus[] found = path.getParent().getFileSystem().listStatus(path.getParent());
        assertThat(found)
                .singleElement()
                .satisfies(status -> assertThat(status.getPath()).isEqualTo(path))
                .satisfies(status -> assertThat(status.getLen()).isEqualTo(10));
    }

    @Test
    void recordsWhatIsRead() throws IOException {
        try (FSDataInputStream stream = fileSystem.open(path)) {
            stream.seek(2);
            assertThat(stream.readNBytes(3)).containsExactly(2, 3, 4);
            assertThat(stream.read()).isEqualTo(5);
            stream.seek(8);
            assertThat(stream.read()).isEqualTo(8);
            assertThat(fileSystem.accesses().openStreams()).isOne();
        }

        assertThat(fileSystem.accesses().joinedReads(path))
                .containsExactly(
                        new FileAccesses.Range(path, 2, 4), new FileAccesses.Range(path, 8, 1));
        assertThat(fileSystem.accesses().bytesRead(path)).isEqualTo(5);
        assertThat(fileSystem.accesses().opened()).containsExactly(path);
    }

    @Test
    void readsAreShortBreakAndEndWhereTheyShould() throws IOException {
        try (FSDataInputStream stream = fileSystem.open(path)) {
            fileSystem.setFaults(Faults.NONE.withShortReads(2).withEndAt(5));
            assertThat(stream.read(new byte[10])).isEqualTo(2);
            assertThat(stream.readAllBytes()).containsExactly(2, 3, 4);

            fileSystem.setFaults(Faults.NONE.withReadErrorAt(7));
            assertThat(stream.readNBytes(2)).containsExactly(5, 6);
            assertThatThrownBy(stream::read).hasMessageContaining("byte 7 of " + path);
        }
    }

    @Test
    void faultsAffectTheFilesTheyAreFor() throws IOException {
        fileSystem.setFaults(Faults.NONE.withReadingDenied().in(file -> !file.equals(path)));
        fileSystem.open(path).close();

        fileSystem.setFaults(Faults.NONE.withReadingDenied());
        assertThatThrownBy(() -> fileSystem.open(path)).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void readsWaitAtTheGate() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        fileSystem.setFaults(Faults.NONE.withReadsWaitingFor(gate));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (FSDataInputStream stream = fileSystem.open(path)) {
            Future<Integer> read = thread.submit(() -> stream.read());
            assertThat(fileSystem.accesses().reads()).isEmpty();
            gate.countDown();
            assertThat(read.get()).isZero();
        } finally {
            thread.shutdown();
        }
    }

    @Test
    void aFileChangesBeforeItIsOpened() throws IOException {
        fileSystem.setFaults(Faults.NONE.beforeOpening(Files::delete));

        assertThatThrownBy(() -> fileSystem.open(path)).isInstanceOf(IOException.class);
        assertThat(directory.resolve("a")).doesNotExist();
    }

    @Test
    void spaceEndsAndPermissionIsDeniedWhileWriting() throws IOException {
        Path target = new Path(path.getParent(), "b");
        fileSystem.setFaults(Faults.NONE.withNoSpaceAt(4));
        try (FSDataOutputStream stream =
                fileSystem.create(target, FileSystem.WriteMode.OVERWRITE)) {
            stream.write(BYTES, 0, 3);
            assertThatThrownBy(() -> stream.write(BYTES, 3, 7))
                    .hasMessageContaining("No space left on device");
        }
        assertThat(Files.readAllBytes(fileSystem.local(target))).containsExactly(0, 1, 2, 3);
        assertThat(fileSystem.accesses().writes())
                .containsExactly(
                        new FileAccesses.Range(target, 0, 3), new FileAccesses.Range(target, 3, 1));

        fileSystem.setFaults(Faults.NONE.withWritingDenied());
        assertThatThrownBy(() -> fileSystem.createRecoverableWriter().open(target))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void whatIsCommittedIsThere() throws IOException {
        Path target = new Path(path.getParent(), "committed");
        RecoverableFsDataOutputStream stream = fileSystem.createRecoverableWriter().open(target);
        stream.write(BYTES, 0, 10);
        stream.closeForCommit().commit();

        assertThat(Files.readAllBytes(fileSystem.local(target))).isEqualTo(BYTES);
    }

    @Test
    void blocksHaveHosts() throws IOException {
        fileSystem.setBlocks(4, "x", "y");

        BlockLocation[] blocks =
                fileSystem.getFileBlockLocations(fileSystem.getFileStatus(path), 4, 6);

        assertThat(blocks).hasSize(2);
        assertThat(blocks[0].getOffset()).isEqualTo(4);
        assertThat(blocks[0].getHosts()).containsExactly("y");
        assertThat(blocks[1].getLength()).isEqualTo(2);
        assertThat(blocks[1].getHosts()).containsExactly("x");
    }
}
