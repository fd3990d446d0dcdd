/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.Faults;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Files of a monitored directory that change after they were found, and restored enumerators. */
class WatchedChangesTest extends WatchedRounds {

    @Test
    void whatComesOfAnInspectionIsForgottenIfTheFileWasReplacedMeanwhile() throws Exception {
        Gate gate = beginInspection("a");
        ArrowFiles.write(directory.resolve("new"), BLOCKS + 1, 10);
        Files.move(
                directory.resolve("new"),
                watched.resolve("a"),
                StandardCopyOption.REPLACE_EXISTING);
        context.round(() -> false);
        gate.countDown();
        rounds(2);

        assertThat(splits()).isEqualTo(Map.of("a", BLOCKS + 1));
    }

    @Test
    void whatComesOfAnInspectionIsForgottenIfTheFileWasDeletedMeanwhile() throws Exception {
        Gate gate = beginInspection("a");
        Files.delete(watched.resolve("a"));
        context.round(() -> false);
        gate.countDown();
        round();

        assertThat(splits()).isEmpty();
        assertThat(enumerator.snapshotState(1).known().count()).isZero();
    }

    /** Writes a file, whose inspection has opened it and waits. */
    private Gate beginInspection(String name) throws Exception {
        Gate gate = new Gate();
        write(name);
        start(FAILING);
        fileSystem.setFaults(Faults.NONE.withReadsWaitingFor(gate));
        context.round(() -> false);
        assertThat(gate.reached.await(30, TimeUnit.SECONDS)).isTrue();
        return gate;
    }

    /** Says when somebody waits at it. */
    private static final class Gate extends CountDownLatch {

        private final CountDownLatch reached = new CountDownLatch(1);

        Gate() {
            super(1);
        }

        @Override
        public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
            reached.countDown();
            return super.await(timeout, unit);
        }
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
}
