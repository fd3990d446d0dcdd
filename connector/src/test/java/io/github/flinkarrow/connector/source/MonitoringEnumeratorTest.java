/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.connector.testing.Faults;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of the files of a monitored directory, round by round. */
class MonitoringEnumeratorTest extends WatchedRounds {

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
}
