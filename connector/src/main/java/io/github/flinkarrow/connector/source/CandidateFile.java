/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.FileStatus;

/** A file that is there and is not read yet. Used by the coordinator's thread. */
final class CandidateFile {

    private ListedFile listed;

    /** Whether this round found another size or modification time than the one before. */
    private boolean growing;

    private int roundsUnchanged;

    /** In a row, up to the last one. */
    private int failedRounds;

    /** The round, counted as those above, before which it is not looked at. */
    private int roundsToSkip;

    private boolean queued;
    private boolean inspecting;
    private int roundsInspecting;

    CandidateFile(ListedFile listed) {
        this.listed = listed;
    }

    ListedFile listed() {
        return listed;
    }

    DataFile file() {
        return listed.file();
    }

    FileStatus status() {
        return listed.status();
    }

    /** A stream that has just grown is not read to its end: there will be more. */
    FileInspector.Depth depth() {
        return growing ? FileInspector.Depth.ITS_CONTAINER : FileInspector.Depth.TO_ITS_END;
    }

    /** A round has found the file again. */
    void foundAgain(ListedFile now) {
        growing = !now.file().equals(file());
        listed = now;
        if (growing) {
            roundsUnchanged = 0;
            failedRounds = 0;
            roundsToSkip = 0;
        } else {
            roundsUnchanged++;
        }
        if (inspecting) {
            roundsInspecting++;
        }
    }

    int roundsUnchanged() {
        return roundsUnchanged;
    }

    /** Not before so many rounds have found the file as it is. */
    void skipUntil(int rounds) {
        roundsToSkip = rounds;
    }

    /** Whether it is to be looked at, and nobody does or is about to. */
    boolean isDue() {
        return !queued && !inspecting && roundsUnchanged >= roundsToSkip;
    }

    void setQueued(boolean isQueued) {
        queued = isQueued;
    }

    void setInspecting(boolean isInspecting) {
        inspecting = isInspecting;
        roundsInspecting = 0;
    }

    /** How many rounds have passed since its inspection began. */
    int roundsInspecting() {
        return roundsInspecting;
    }

    /** Counts a failure, and returns how many there were in a row. */
    int failedAgain() {
        return ++failedRounds;
    }

    void succeeded() {
        failedRounds = 0;
    }
}
