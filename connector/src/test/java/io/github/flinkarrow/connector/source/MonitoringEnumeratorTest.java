/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.Faults;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFormatException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of the files of a monitored directory, round by round. */
class MonitoringEnumeratorTest {

    private static final int BLOCKS = 3;
    private static final int ROUNDS = 2;

    /** Bytes of the end-of-stream marker. */
    private static final int END_OF_STREAM = 8;

    private static final PlanningOptions FAILING =
            PlanningOptions.DEFAULT
                    .withSplitMinBytes(0)
                    .withInterval(Duration.ofMillis(1))
                    .withSettlingRounds(ROUNDS);

    private static final PlanningOptions SKIPPING = FAILING.withOnBrokenFile(OnBrokenFile.SKIP);

    @TempDir private java.nio.file.Path directory;
    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();
    private java.nio.file.Path watched;
    private RoundsContext context;
    private MonitoringEnumerator enumerator;

    @BeforeEach
    void makeDirectory() throws IOException {
        watched = Files.createDirectories(directory.resolve("watched"));
    }

    @Test
    void everyBlockOfAFileThatAppearsLaterGoesOutOnce() throws Exception {
        start(FAILING);
        round();
        write("a");
        rounds(3);
        write("b");
        rounds(3);

        assertThat(splits()).isEqualTo(Map.of("a", BLOCKS, "b", BLOCKS));
    }

    @Test
    void aReaderThatAskedBeforeThereWasAFileGetsItsFirstSplit() throws Exception {
        start(FAILING);
        enumerator.handleSplitRequest(1, null);
        round();
        assertThat(context.getSplitAssignments()).isEmpty();
        assertThat(context.getSentEvents()).isEqualTo(Map.of(1, List.of(new NoSplitsNow())));

        write("a");
        round();

        assertThat(assigned(1)).hasSize(1);
        assertThat(context.getSplitAssignments()).doesNotContainKey(0);
    }

    @Test
    void whatAFailedReaderHadGoesToOneThatWaits() throws Exception {
        write("a", 1);
        start(FAILING);
        round();
        enumerator.handleSplitRequest(0, null);
        enumerator.handleSplitRequest(1, null);
        assertThat(context.getSplitAssignments()).doesNotContainKey(1);

        enumerator.addSplitsBack(assigned(0), 0);

        assertThat(assigned(1)).isEqualTo(assigned(0));
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void aFileThatIsWrittenSlowlyIsReadWhenItIsWhole(IpcContainer container) throws Exception {
        byte[] whole = bytes(container);
        start(FAILING);
        int step = whole.length / 40;
        for (int length = 0; length < whole.length; length += step) {
            Files.write(watched.resolve("slow"), Arrays.copyOf(whole, length));
            if (length == 10 * step) {
                write("fast");
            }
            rounds(ROUNDS);
            assertThat(splits()).doesNotContainKey("slow");
        }
        Files.write(watched.resolve("slow"), whole);
        rounds(container == IpcContainer.FILE ? 1 : 2);

        assertThat(splits()).containsOnlyKeys("slow", "fast").containsEntry("fast", BLOCKS);
    }

    @Test
    void aStreamWithoutAnEndIsReadWhenItHasSettled() throws Exception {
        byte[] whole = bytes(IpcContainer.STREAM);
        Files.write(watched.resolve("open"), Arrays.copyOf(whole, whole.length - END_OF_STREAM));
        start(FAILING);
        rounds(ROUNDS);
        assertThat(splits()).isEmpty();
        Files.setLastModifiedTime(watched.resolve("open"), FileTime.fromMillis(1_000));
        rounds(ROUNDS);
        assertThat(splits()).as("its time has changed").isEmpty();

        round();

        assertThat(splits()).isEqualTo(Map.of("open", 1));
    }

    @Test
    void aStreamThatGrowsIsNotReadToItsEndInVain() throws Exception {
        byte[] whole = bytes(IpcContainer.STREAM);
        int lastBatch = whole.length - END_OF_STREAM - 10;
        start(FAILING);
        Files.write(watched.resolve("grows"), Arrays.copyOf(whole, lastBatch));
        round();
        for (int length = lastBatch + 1; length < whole.length; length++) {
            Files.write(watched.resolve("grows"), Arrays.copyOf(whole, length));
            fileSystem.accesses().forget();
            round();

            assertThat(fileSystem.accesses().bytesRead(fileSystem.path(watched.resolve("grows"))))
                    .isLessThanOrEqualTo(END_OF_STREAM);
        }
    }

    @Test
    void theHeadersOfAStreamWithoutAnEndAreReadTwice() throws Exception {
        byte[] whole = bytes(IpcContainer.STREAM);
        Files.write(watched.resolve("open"), Arrays.copyOf(whole, whole.length - END_OF_STREAM));
        start(FAILING.withSettlingRounds(5));
        rounds(6);

        assertThat(splits()).isEqualTo(Map.of("open", 1));
        assertThat(fileSystem.accesses().opened()).hasSize(2);
    }

    @Test
    void aFileThatStaysBrokenFailsTheJobAfterEnoughRounds() throws Exception {
        Files.write(watched.resolve("bad"), Arrays.copyOf(bytes(IpcContainer.FILE), 500));
        write("good");
        start(FAILING);
        rounds(ROUNDS);
        assertThat(splits()).isEqualTo(Map.of("good", BLOCKS));

        assertThatThrownBy(this::round)
                .rootCause()
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("/watched/bad: ");
    }

    @Test
    void aStreamThatStaysCutInsideAMessageIsBroken() throws Exception {
        byte[] whole = bytes(IpcContainer.STREAM);
        Files.write(watched.resolve("bad"), Arrays.copyOf(whole, whole.length - 100));
        start(FAILING);
        rounds(ROUNDS);

        assertThatThrownBy(this::round)
                .rootCause()
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("/watched/bad: ");
    }

    @Test
    void aBrokenFileIsSkippedUntilItChanges() throws Exception {
        byte[] whole = bytes(IpcContainer.FILE);
        Files.write(watched.resolve("bad"), Arrays.copyOf(whole, 500));
        write("good");
        start(SKIPPING);
        rounds(2 * ROUNDS);
        assertThat(splits()).isEqualTo(Map.of("good", BLOCKS));

        Files.write(watched.resolve("bad"), whole);
        round();

        assertThat(splits()).isEqualTo(Map.of("good", BLOCKS, "bad", BLOCKS));
    }

    @Test
    void aSkippedFileIsNotOpenedAgainWhileItStaysAsItIs() throws Exception {
        Files.write(watched.resolve("bad"), new byte[] {'b', 'a', 'd'});
        start(SKIPPING);
        rounds(ROUNDS + 1);
        assertThat(fileSystem.accesses().opened()).hasSize(ROUNDS + 1);

        rounds(3);

        assertThat(fileSystem.accesses().opened()).hasSize(ROUNDS + 1);
    }

    @Test
    void aFileSystemThatFailsForManyRoundsFailsTheJobAlsoIfBrokenFilesAreSkipped()
            throws Exception {
        write("a");
        fileSystem.setFaults(Faults.NONE.withReadErrorAt(0));
        start(SKIPPING);
        rounds(ROUNDS);

        assertThatThrownBy(this::round).hasStackTraceContaining("cannot be read");
    }

    @Test
    void oneFailureIsNotEnoughHoweverLongTheFileHasBeenThere() throws Exception {
        byte[] whole = bytes(IpcContainer.STREAM);
        Files.write(watched.resolve("open"), Arrays.copyOf(whole, whole.length - END_OF_STREAM));
        start(FAILING);
        rounds(ROUNDS);
        fileSystem.setFaults(Faults.NONE.withReadErrorAt(0));
        round();
        fileSystem.setFaults(Faults.NONE);

        round();

        assertThat(splits()).isEqualTo(Map.of("open", 1));
    }

    @Test
    void aFileThatMayBeReadLaterIsReadThen() throws Exception {
        write("a");
        fileSystem.setFaults(Faults.NONE.withReadingDenied());
        start(SKIPPING);
        rounds(2 * ROUNDS);
        assertThat(splits()).isEmpty();
        fileSystem.setFaults(Faults.NONE);

        rounds(10);

        assertThat(splits()).isEqualTo(Map.of("a", BLOCKS));
    }

    @Test
    void aFileWhoseStatusIsNeverTheListedOneIsBroken() throws Exception {
        write("a");
        FileTime listed = FileTime.fromMillis(86_400_000);
        fileSystem.setFaults(
                Faults.NONE.beforeOpening(
                        file -> Files.setLastModifiedTime(file, FileTime.fromMillis(1_000))));
        start(FAILING);
        for (int i = 0; i < ROUNDS; i++) {
            Files.setLastModifiedTime(watched.resolve("a"), listed);
            round();
        }
        Files.setLastModifiedTime(watched.resolve("a"), listed);

        assertThatThrownBy(this::round).hasRootCauseInstanceOf(FileChangedException.class);
    }

    @Test
    void aFileThatIsReplacedAfterItWasReadFailsTheJob() throws Exception {
        write("a");
        start(FAILING);
        round();
        write("a", BLOCKS + 1);

        assertThatThrownBy(this::round)
                .rootCause()
                .isInstanceOf(FileChangedException.class)
                .hasMessageContaining(
                        "/watched/a: the file has changed since it was read: its size")
                .hasMessageContaining("OnBrokenFile.SKIP");
    }

    @Test
    void aFileThatIsReplacedAfterItWasReadIsNotReadAgainWhenBrokenFilesAreSkipped()
            throws Exception {
        write("a");
        start(SKIPPING);
        round();
        write("a", BLOCKS + 1);
        write("b");
        rounds(3);

        assertThat(splits()).isEqualTo(Map.of("a", BLOCKS, "b", BLOCKS));
        byte[] state = state();
        restore(FAILING, state);
        round();
        assertThat(splits()).as("what was skipped stays skipped").isEmpty();
    }

    @Test
    void aFileThatIsDeletedAndWrittenAgainIsAChangedOne() throws Exception {
        write("a");
        start(FAILING);
        round();
        Files.delete(watched.resolve("a"));
        rounds(3);
        write("a", BLOCKS + 1);

        assertThatThrownBy(this::round).hasRootCauseInstanceOf(FileChangedException.class);
    }

    @Test
    void aFileThatIsDeletedAndForgottenMayBeWrittenAgain() throws Exception {
        write("a");
        start(FAILING.withDeletedFiles(PlanningOptions.DeletedFiles.FORGOTTEN));
        round();
        Files.delete(watched.resolve("a"));
        round();
        assertThat(enumerator.snapshotState(1).known().count()).isZero();
        write("a", BLOCKS + 1);
        round();

        assertThat(splits()).isEqualTo(Map.of("a", 2 * BLOCKS + 1));
    }

    @Test
    void aListingThatFailsIsTriedAgainForSomeRounds() throws Exception {
        start(FAILING);
        round();
        java.nio.file.Path away = Files.move(watched, directory.resolve("away"));
        rounds(ROUNDS);
        Files.move(away, watched);
        write("a");
        round();
        assertThat(splits()).isEqualTo(Map.of("a", BLOCKS));
        Files.move(watched, away);
        rounds(ROUNDS);

        assertThatThrownBy(this::round)
                .hasMessageContaining("could not be listed, 3 times in a row")
                .rootCause()
                .isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void aRestoredEnumeratorGoesOnWhereTheCheckpointWas() throws Exception {
        write("a");
        start(FAILING);
        round();
        enumerator.handleSplitRequest(0, null);
        byte[] state = state();
        round();
        write("b");

        restore(FAILING, state);
        rounds(3);

        assertThat(splits()).isEqualTo(Map.of("a", BLOCKS - 1, "b", BLOCKS));
    }

    @Test
    void whatHasAppearedBehindACheckpointIsFoundAgainAfterARestore() throws Exception {
        start(FAILING);
        byte[] state = state();
        write("a");
        round();
        assertThat(splits()).isEqualTo(Map.of("a", BLOCKS));

        restore(FAILING, state);
        round();

        assertThat(splits()).isEqualTo(Map.of("a", BLOCKS));
    }

    @Test
    void theStateOfASourceThatReadsOnceIsRefusedAndTheOtherWayRound() throws Exception {
        write("a");
        PendingSplits fixed = PendingSplits.fixed(List.of(), List.of());
        start(FAILING);
        PendingSplits monitored = enumerator.snapshotState(1);

        assertThatThrownBy(() -> source(FAILING).restoreEnumerator(context, fixed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("files that were read would be read again");
        assertThatThrownBy(
                        () -> source(PlanningOptions.DEFAULT).restoreEnumerator(context, monitored))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("files that were not read yet would be lost");
    }

    private void write(String name) throws IOException {
        write(name, BLOCKS);
    }

    private void write(String name, int blocks) throws IOException {
        ArrowFiles.write(watched.resolve(name), blocks, 10);
    }

    private byte[] bytes(IpcContainer container) throws IOException {
        java.nio.file.Path file = directory.resolve("template");
        ArrowFiles.write(file, BLOCKS, 10, ArrowIpcWriteOptions.DEFAULT.withContainer(container));
        return Files.readAllBytes(file);
    }

    private ArrowIpcSource source(PlanningOptions options) {
        return new ArrowIpcSource(
                List.of(fileSystem.path(watched)),
                ArrowFiles.ROW_TYPE,
                ArrowIpcReadOptions.DEFAULT,
                options);
    }

    private void start(PlanningOptions options) throws IOException {
        restore(options, new PendingSplitsSerializer().serialize(PendingSplits.unplanned()));
    }

    private void restore(PlanningOptions options, byte[] state) throws IOException {
        PendingSplitsSerializer serializer = new PendingSplitsSerializer();
        PendingSplits pending = serializer.deserialize(serializer.getVersion(), state);
        context = new RoundsContext(2);
        context.registerReader(0, "host");
        context.registerReader(1, "host");
        enumerator = (MonitoringEnumerator) source(options).restoreEnumerator(context, pending);
        enumerator.start();
    }

    private byte[] state() throws IOException {
        return new PendingSplitsSerializer().serialize(enumerator.snapshotState(1));
    }

    private void round() {
        context.round(() -> enumerator.inspecting() > 0);
    }

    private void rounds(int count) {
        for (int i = 0; i < count; i++) {
            round();
        }
    }

    private List<ArrowIpcSplit> assigned(int subtask) {
        return context.getSplitAssignments().get(subtask).getAssignedSplits();
    }

    /** How many splits of each file have gone out or wait, of which reader 0 takes all. */
    private Map<String, Integer> splits() {
        enumerator.handleSplitRequest(0, null);
        Map<String, Integer> counts = new TreeMap<>();
        if (!context.getSplitAssignments().containsKey(0)) {
            return counts;
        }
        int before;
        do {
            before = assigned(0).size();
            enumerator.handleSplitRequest(0, null);
        } while (assigned(0).size() > before);
        for (ArrowIpcSplit split : assigned(0)) {
            counts.merge(split.path().getName(), 1, Integer::sum);
        }
        return counts;
    }
}
