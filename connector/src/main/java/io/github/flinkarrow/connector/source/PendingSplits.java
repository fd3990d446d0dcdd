/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.annotation.PublicEvolving;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** The splits of an {@link ArrowIpcSource} that no reader has: the state of its enumerator. */
@PublicEvolving
public final class PendingSplits {

    private final List<PlannedFile> files;
    private final Deque<ArrowIpcSplit> returned;
    private int file;
    private int split;

    private PendingSplits(
            List<PlannedFile> files, Collection<ArrowIpcSplit> returned, int file, int split) {
        this.files = files;
        this.returned = new ArrayDeque<>(returned);
        this.file = file;
        this.split = split;
    }

    /**
     * @param files is null before the files are planned
     * @param returned splits that readers had and gave back
     */
    static PendingSplits of(List<PlannedFile> files, Collection<ArrowIpcSplit> returned) {
        return new PendingSplits(files, returned, 0, 0);
    }

    static PendingSplits unplanned() {
        return of(null, List.of());
    }

    boolean isPlanned() {
        return files != null;
    }

    /** All files of the plan; splits before the next one are not pending. */
    List<PlannedFile> files() {
        return files;
    }

    Collection<ArrowIpcSplit> returned() {
        return returned;
    }

    int nextFile() {
        return file;
    }

    int nextSplit() {
        return split;
    }

    /** The next split, which is not pending any more; null if there is none. */
    ArrowIpcSplit take() {
        if (!returned.isEmpty()) {
            return returned.poll();
        }
        while (file < files.size()) {
            PlannedFile current = files.get(file);
            if (split < current.splitCount()) {
                return current.split(split++);
            }
            file++;
            split = 0;
        }
        return null;
    }

    void giveBack(Collection<ArrowIpcSplit> splits) {
        returned.addAll(splits);
    }

    /** This as it is now. */
    PendingSplits copy() {
        return new PendingSplits(files, returned, file, split);
    }
}
