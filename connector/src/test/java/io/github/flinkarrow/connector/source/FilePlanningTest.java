/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.Faults;
import io.github.flinkarrow.connector.testing.FileAccesses;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Many files, some of them slow or broken, on a file system that says what is done with them. */
class FilePlanningTest {

    private static final int FILES = 8;
    private static final int BLOCKS = 3;
    private static final int MOST_SECONDS = 30;

    @TempDir private java.nio.file.Path directory;
    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();
    private java.nio.file.Path data;

    @BeforeEach
    void writeFiles() throws IOException {
        data = Files.createDirectories(directory.resolve("data"));
        for (int i = 0; i < FILES; i++) {
            ArrowFiles.write(data.resolve("file-" + i), BLOCKS, 10);
        }
    }

    @AfterEach
    void everyStreamIsClosed() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (fileSystem.accesses().openStreams() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait(); // A plan that fails does not wait for the other files.
        }
        assertThat(fileSystem.accesses().openStreams()).isZero();
    }

    @Test
    void footersAreReadAtTheSameTimeInThreadsOfItsOwn() throws IOException {
        CountDownLatch allOpened = new CountDownLatch(FILES);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        fileSystem.setFaults(
                Faults.NONE.beforeOpening(
                        file -> {
                            threads.add(Thread.currentThread());
                            allOpened.countDown();
                            await(allOpened);
                        }));

        try (FilePlanning planning = planning(PlanningOptions.DEFAULT)) {
            assertThat(planning.layouts()).hasSize(FILES);
        }

        assertThat(threads)
                .hasSize(FILES)
                .allMatch(Thread::isDaemon)
                .allMatch(thread -> thread.getName().startsWith("arrow-ipc-planning-"));
    }

    @Test
    void splitsKeepTheOrderOfFilesAndOffsetsHoweverTheFootersArrive() throws IOException {
        CountDownLatch lastOpened = new CountDownLatch(1);
        fileSystem.setFaults(
                Faults.NONE.beforeOpening(
                        file -> {
                            if (file.endsWith("file-" + (FILES - 1))) {
                                lastOpened.countDown();
                            }
                            await(lastOpened);
                        }));

        List<PlannedFile> planned;
        try (FilePlanning planning = planning(PlanningOptions.DEFAULT.withSplitMinBytes(0))) {
            planned = planning.cut(planning.layouts(), 1);
        }

        assertThat(planned.stream().map(file -> file.file().path().getName()))
                .hasSize(FILES)
                .isSorted();
        assertThat(planned)
                .allSatisfy(
                        file -> {
                            assertThat(file.splitCount()).isEqualTo(BLOCKS);
                            assertThat(file.offset(1)).isGreaterThan(file.offset(0));
                            assertThat(file.offset(2)).isGreaterThan(file.offset(1));
                        });
    }

    @Test
    void largeFootersAreReadOneByOne() throws IOException {
        KeyValueMetadata large =
                new KeyValueMetadata(
                        List.of(
                                new KeyValueMetadata.KeyValue(
                                        "large", "x".repeat(2 * WeighedInput.HEAVY_BYTES))));
        byte[] file = new HandMadeFile(new Schema(List.of(), large)).file();
        for (int i = 0; i < FILES; i++) {
            Files.write(data.resolve("file-" + i), file);
        }
        fileSystem.setFaults(Faults.NONE.withShortReads(1 << 16));

        try (FilePlanning planning = planning(PlanningOptions.DEFAULT)) {
            assertThat(planning.layouts()).hasSize(FILES);
        }

        List<Path> filesInTurn = new ArrayList<>();
        for (FileAccesses.Range read : fileSystem.accesses().reads()) {
            boolean isFooter = read.offset() > file.length / 4 && read.end() < file.length;
            if (isFooter
                    && (filesInTurn.isEmpty()
                            || !filesInTurn.get(filesInTurn.size() - 1).equals(read.path()))) {
                filesInTurn.add(read.path());
            }
        }
        assertThat(filesInTurn).hasSize(FILES).doesNotHaveDuplicates();
    }

    @Test
    void aStreamIsOneSplitUnlessItIsToBeSplit() throws IOException {
        java.nio.file.Path stream = directory.resolve("stream");
        ArrowFiles.write(
                stream,
                BLOCKS,
                10,
                ArrowIpcWriteOptions.DEFAULT.withContainer(IpcContainer.STREAM));
        long size = Files.size(stream);
        PlanningOptions options = PlanningOptions.DEFAULT.withSplitMinBytes(0);

        PlannedFile whole = planned(stream, options);
        assertThat(whole.splitCount()).isOne();
        assertThat(whole.length(0)).isEqualTo(size);
        PlannedFile split = planned(stream, options.withStreams(PlanningOptions.Streams.BY_BATCH));
        assertThat(split.splitCount()).isEqualTo(BLOCKS);
        assertThat(split.offset(0)).isZero();
        assertThat(split.totalLength()).as("all but the end-of-stream marker").isEqualTo(size - 8);
    }

    @Test
    void theHeadersOfAStreamThatIsSplitAreReadOnce() throws IOException {
        java.nio.file.Path stream = directory.resolve("stream");
        ArrowFiles.write(
                stream,
                BLOCKS,
                10,
                ArrowIpcWriteOptions.DEFAULT.withContainer(IpcContainer.STREAM));
        PlannedFile split =
                planned(
                        stream,
                        PlanningOptions.DEFAULT
                                .withSplitMinBytes(0)
                                .withInterval(Duration.ofDays(1))
                                .withStreams(PlanningOptions.Streams.BY_BATCH));

        for (int i = 1; i < BLOCKS; i++) {
            long start = split.offset(i);
            assertThat(fileSystem.accesses().reads())
                    .filteredOn(read -> read.offset() <= start && read.end() > start)
                    .hasSize(1);
        }
    }

    private PlannedFile planned(java.nio.file.Path file, PlanningOptions options)
            throws IOException {
        try (FilePlanning planning =
                new FilePlanning(
                        List.of(fileSystem.path(file)), options, ArrowIpcReadOptions.DEFAULT)) {
            return planning.cut(planning.layouts(), 1).get(0);
        }
    }

    @Test
    void aBrokenFileFailsThePlanByItsName() throws IOException {
        Files.write(data.resolve("file-5"), new byte[] {'t', 'e', 'x', 't'});

        try (FilePlanning planning = planning(PlanningOptions.DEFAULT)) {
            assertThatThrownBy(planning::layouts)
                    .isInstanceOf(IpcFormatException.class)
                    .hasMessageContaining("/data/file-5: ");
        }
    }

    @Test
    void aFileThatMayNotBeReadFailsThePlanByItsName() throws IOException {
        fileSystem.setFaults(
                Faults.NONE.in(path -> path.getName().equals("file-3")).withReadingDenied());

        try (FilePlanning planning = planning(PlanningOptions.DEFAULT)) {
            assertThatThrownBy(planning::layouts)
                    .isInstanceOf(FileUnreadableException.class)
                    .hasMessageContaining("/data/file-3: the file cannot be opened")
                    .hasCauseInstanceOf(AccessDeniedException.class);
        }
    }

    @Test
    void aFileSystemThatBreaksItsContractFailsThePlanByTheNameOfTheFile() throws IOException {
        fileSystem.setFaults(
                Faults.NONE
                        .in(path -> path.getName().equals("file-3"))
                        .beforeOpening(
                                file -> {
                                    throw new IllegalStateException("closed");
                                }));

        try (FilePlanning planning =
                planning(PlanningOptions.DEFAULT.withOnBrokenFile(OnBrokenFile.SKIP))) {
            assertThatThrownBy(planning::layouts)
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessageContaining("/data/file-3: the file cannot be inspected")
                    .hasRootCauseMessage("closed");
        }
    }

    @Test
    void brokenFilesAreLeftOutIfTheyAreToBeSkipped() throws IOException {
        Files.write(data.resolve("file-5"), new byte[] {'t', 'e', 'x', 't'});
        Files.write(data.resolve("file-0"), new byte[0]);

        try (FilePlanning planning =
                planning(PlanningOptions.DEFAULT.withOnBrokenFile(OnBrokenFile.SKIP))) {
            assertThat(planning.layouts())
                    .extracting(layout -> layout.blocks().file().path().getName())
                    .containsExactly("file-1", "file-2", "file-3", "file-4", "file-6", "file-7");
        }
    }

    @Test
    void closingEndsAPlanThatIsStuck() throws Exception {
        CountDownLatch opened = new CountDownLatch(FILES);
        CountDownLatch never = new CountDownLatch(1);
        fileSystem.setFaults(
                Faults.NONE.withReadsWaitingFor(never).beforeOpening(file -> opened.countDown()));
        FilePlanning planning = planning(PlanningOptions.DEFAULT);
        CompletableFuture<List<FileLayout>> plan =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return planning.layouts();
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        await(opened);

        planning.close();

        assertThatThrownBy(() -> plan.get(MOST_SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .rootCause()
                .isInstanceOfAny(InterruptedException.class, ClosedByInterruptException.class);
        never.countDown();
    }

    @Test
    void splitsKnowTheHostsOfTheirBytes() throws IOException {
        fileSystem.setBlocks(1_000, "a", "b");

        try (FilePlanning planning = planning(PlanningOptions.DEFAULT.withSplitMinBytes(0))) {
            PlannedFile file = planning.cut(planning.layouts(), 1).get(0);
            for (int split = 0; split < file.splitCount(); split++) {
                long middle = file.offset(split) + file.length(split) / 2;
                String most = middle / 1_000 % 2 == 0 ? "a" : "b";
                assertThat(file.split(split).hostnames()).containsExactly(most);
            }
            assertThat(planning.locate(List.of(file.file())).get(file.file()).of(0, 10))
                    .containsExactly("a");
        }
    }

    @Test
    void hostsThatCannotBeFoundOutAreNotKnown() throws IOException {
        DataFile file = new DataFile(new Path("nosuch://host/a"), 1, 1);

        try (FilePlanning planning = planning(PlanningOptions.DEFAULT)) {
            assertThat(planning.locate(List.of(file))).isEmpty();
        }
    }

    @Test
    void hostsOfALocalFileSystemAreNotAskedFor() throws IOException {
        Path local = new Path(data.toUri());

        try (FilePlanning planning =
                new FilePlanning(
                        List.of(local), PlanningOptions.DEFAULT, ArrowIpcReadOptions.DEFAULT)) {
            List<FileLayout> layouts = planning.layouts();
            assertThat(layouts.get(0).blocks().hosts().isUnknown()).isTrue();
            assertThat(planning.locate(List.of(layouts.get(0).blocks().file())))
                    .isEqualTo(Map.of());
        }
    }

    private FilePlanning planning(PlanningOptions options) {
        return new FilePlanning(
                List.of(fileSystem.path(data)), options, ArrowIpcReadOptions.DEFAULT);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("waited in vain");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
