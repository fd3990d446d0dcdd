/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.testutils.source.reader.TestingSplitEnumeratorContext;
import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BlockEnumeratorTest {

    private static final int BLOCKS = 4;

    @TempDir private java.nio.file.Path directory;
    private final TestingSplitEnumeratorContext<ArrowIpcSplit> context =
            new TestingSplitEnumeratorContext<>(2);
    private Path file;

    @BeforeEach
    void writeFile() throws Exception {
        file = ArrowFiles.write(directory.resolve("a.arrow"), BLOCKS, 10);
        context.registerReader(0, "host");
        context.registerReader(1, "host");
    }

    @Test
    void aReaderThatAsksBeforeThePlanIsReadyWaits() throws Exception {
        BlockEnumerator enumerator = enumerator(PendingSplits.unplanned());
        enumerator.start();
        enumerator.handleSplitRequest(1, null);
        assertThat(context.getSplitAssignments()).isEmpty();

        context.triggerAllActions();

        assertThat(splitsOf(1)).hasSize(1);
        assertThat(context.getSplitAssignments()).doesNotContainKey(0);
    }

    @Test
    void splitsGoOutInTheOrderOfTheFileUntilThereAreNoMore() throws Exception {
        BlockEnumerator enumerator = planned();
        for (int i = 0; i <= BLOCKS; i++) {
            enumerator.handleSplitRequest(0, null);
        }

        assertThat(splitsOf(0))
                .hasSize(BLOCKS)
                .isSortedAccordingTo((a, b) -> Long.compare(a.offset(), b.offset()));
        assertThat(context.getSplitAssignments().get(0).hasReceivedNoMoreSplitsSignal()).isTrue();
    }

    @Test
    void aReaderThatIsNotRegisteredAnyMoreGetsNothing() throws Exception {
        BlockEnumerator enumerator = planned();

        enumerator.handleSplitRequest(2, null);

        assertThat(context.getSplitAssignments()).isEmpty();
    }

    @Test
    void splitsOfAFailedReaderGoOutAgain() throws Exception {
        BlockEnumerator enumerator = planned();
        enumerator.handleSplitRequest(0, null);
        ArrowIpcSplit lost = splitsOf(0).get(0);

        enumerator.addSplitsBack(List.of(lost), 0);
        enumerator.handleSplitRequest(1, null);

        assertThat(splitsOf(1)).containsExactly(lost);
    }

    @Test
    void aRestoredEnumeratorKeepsItsPlan() throws Exception {
        BlockEnumerator first = planned();
        first.handleSplitRequest(0, null);
        PendingSplits snapshot = first.snapshotState(1);
        first.handleSplitRequest(0, null);
        Files.delete(java.nio.file.Path.of(file.getPath()));

        BlockEnumerator restored = enumerator(snapshot.copy());
        restored.start();
        restored.handleSplitRequest(1, null);

        assertThat(splitsOf(1).get(0).splitId()).isEqualTo(splitsOf(0).get(1).splitId());
    }

    @Test
    void aReaderGetsSplitsOfItsHostFirstAlsoAfterARestore() throws Exception {
        WatchedFileSystem fileSystem = WatchedFileSystem.create();
        file = fileSystem.path(java.nio.file.Path.of(file.getPath()));
        long size = file.getFileSystem().getFileStatus(file).getLen();
        fileSystem.setBlocks(size / 2, "first.half", "second.half");
        BlockEnumerator enumerator = planned();
        enumerator.handleSplitRequest(0, "second.half");
        PendingSplits snapshot = enumerator.snapshotState(1);

        PendingSplitsSerializer serializer = new PendingSplitsSerializer();
        BlockEnumerator restored =
                enumerator(serializer.deserialize(1, serializer.serialize(snapshot)));
        restored.start();
        context.triggerAllActions();
        restored.handleSplitRequest(1, "second.half");

        assertThat(splitsOf(0).get(0).hostnames()).containsExactly("second.half");
        assertThat(splitsOf(1).get(0).hostnames()).containsExactly("second.half");
        assertThat(splitsOf(1).get(0).offset()).isGreaterThan(splitsOf(0).get(0).offset());
    }

    @Test
    void aFailureToPlanFailsTheJob() throws Exception {
        Files.delete(java.nio.file.Path.of(file.getPath()));
        enumerator(PendingSplits.unplanned()).start();

        assertThatThrownBy(context::triggerAllActions)
                .hasRootCauseInstanceOf(FileNotFoundException.class)
                .hasStackTraceContaining("a.arrow: no such file or directory");
    }

    private BlockEnumerator planned() throws Exception {
        BlockEnumerator enumerator = enumerator(PendingSplits.unplanned());
        enumerator.start();
        context.triggerAllActions();
        return enumerator;
    }

    private BlockEnumerator enumerator(PendingSplits pending) {
        PlanningOptions options = PlanningOptions.DEFAULT.withSplitMinBytes(0);
        return new BlockEnumerator(
                context,
                new FilePlanning(List.of(file), options, ArrowIpcReadOptions.DEFAULT),
                null,
                pending);
    }

    private List<ArrowIpcSplit> splitsOf(int subtask) {
        return context.getSplitAssignments().get(subtask).getAssignedSplits();
    }
}
