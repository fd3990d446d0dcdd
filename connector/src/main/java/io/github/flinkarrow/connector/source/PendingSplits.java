/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.annotation.PublicEvolving;

import java.util.Collection;
import java.util.List;

/**
 * The splits of an {@link ArrowIpcSource} that no reader has, and the files that it has seen if it
 * monitors: the state of its enumerator.
 */
@PublicEvolving
public final class PendingSplits {

    /** What the files of a source are. */
    enum Files {
        /** Nobody has looked yet. */
        UNPLANNED,
        /** Those that were there when the source was planned. */
        FIXED,
        /** Those that were there, and those that appear. */
        MONITORED
    }

    private final Files files;
    private final SplitQueue queue;
    private final KnownFiles known;

    private PendingSplits(Files files, SplitQueue queue, KnownFiles known) {
        this.files = files;
        this.queue = queue;
        this.known = known;
    }

    static PendingSplits unplanned() {
        return new PendingSplits(Files.UNPLANNED, SplitQueue.of(List.of(), List.of()), null);
    }

    /**
     * @param returned splits that readers had and gave back
     */
    static PendingSplits fixed(List<PlannedFile> planned, Collection<ArrowIpcSplit> returned) {
        return new PendingSplits(Files.FIXED, SplitQueue.of(planned, returned), null);
    }

    /**
     * @param known files, among them those whose splits are pending
     */
    static PendingSplits monitored(
            List<PlannedFile> planned, Collection<ArrowIpcSplit> returned, KnownFiles known) {
        return new PendingSplits(Files.MONITORED, SplitQueue.of(planned, returned), known);
    }

    /** This after its files have been planned, and before they are added. */
    PendingSplits planned() {
        return new PendingSplits(Files.FIXED, queue, null);
    }

    /** This, for a source that reads the files that are there. */
    PendingSplits forReadingOnce() {
        if (files == Files.MONITORED) {
            throw new IllegalStateException(
                    "the state is of a source that monitors its files, and this one reads them"
                            + " once: files that were not read yet would be lost");
        }
        return this;
    }

    /** This, for a source that reads files that appear as well. */
    PendingSplits forMonitoring() {
        return switch (files) {
            case UNPLANNED -> monitored(List.of(), List.of(), new KnownFiles());
            case FIXED ->
                    throw new IllegalStateException(
                            "the state is of a source that reads its files once, and this one"
                                    + " monitors them: files that were read would be read again");
            case MONITORED -> this;
        };
    }

    Files files() {
        return files;
    }

    SplitQueue queue() {
        return queue;
    }

    /** Null unless files are monitored. */
    KnownFiles known() {
        return known;
    }

    /** This as it is now. */
    PendingSplits copy() {
        return new PendingSplits(files, queue.copy(), known == null ? null : known.copy());
    }
}
