/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.connector.filter.BlockFilter;

import java.io.Serializable;
import java.time.Duration;

/**
 * How files are found and cut into splits.
 *
 * @param splitMinBytes neighbouring blocks are packed into splits of at least so many bytes; 0 for
 *     a split a block
 * @param onBrokenFile what is done about a file that is broken
 * @param interval between two looks for new files; null to look once
 * @param settlingRounds how many looks in a row have to find a file unchanged before it is taken
 *     for what it is: whole, if it is a stream without an end, or broken
 * @param deletedFiles what a monitoring source does about files that are not there any more
 * @param noFiles what becomes of paths that hold no files, unless they are monitored
 * @param limit each reader stops when it has read so many rows
 * @param filter says which blocks are not read
 */
record PlanningOptions(
        long splitMinBytes,
        Streams streams,
        OnBrokenFile onBrokenFile,
        Duration interval,
        int settlingRounds,
        DeletedFiles deletedFiles,
        NoFiles noFiles,
        long limit,
        BlockFilter filter)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** How streams are cut into splits. */
    enum Streams {
        /** Not at all. */
        WHOLE,
        /** As files are, after the headers of their messages were read. */
        BY_BATCH
    }

    /** What is known of files that are not there any more. */
    enum DeletedFiles {
        /** A file that is there again is not read again. */
        REMEMBERED,
        /** Nothing: a file that is there again is a new one. */
        FORGOTTEN
    }

    /** What becomes of paths that hold no files. */
    enum NoFiles {
        /** The job fails: such paths are mistaken easily. */
        FAIL,
        /** There are no rows. */
        ACCEPT
    }

    static final long DEFAULT_SPLIT_MIN_BYTES = 32L << 20;
    private static final int DEFAULT_SETTLING_ROUNDS = 3;

    static final PlanningOptions DEFAULT =
            new PlanningOptions(
                    DEFAULT_SPLIT_MIN_BYTES,
                    Streams.WHOLE,
                    OnBrokenFile.FAIL,
                    null,
                    DEFAULT_SETTLING_ROUNDS,
                    DeletedFiles.REMEMBERED,
                    NoFiles.FAIL,
                    Long.MAX_VALUE,
                    BlockFilter.NONE);

    boolean isMonitoring() {
        return interval != null;
    }

    PlanningOptions withSplitMinBytes(long bytes) {
        return new PlanningOptions(
                bytes,
                streams,
                onBrokenFile,
                interval,
                settlingRounds,
                deletedFiles,
                noFiles,
                limit,
                filter);
    }

    PlanningOptions withStreams(Streams cut) {
        return new PlanningOptions(
                splitMinBytes,
                cut,
                onBrokenFile,
                interval,
                settlingRounds,
                deletedFiles,
                noFiles,
                limit,
                filter);
    }

    PlanningOptions withOnBrokenFile(OnBrokenFile action) {
        return new PlanningOptions(
                splitMinBytes,
                streams,
                action,
                interval,
                settlingRounds,
                deletedFiles,
                noFiles,
                limit,
                filter);
    }

    PlanningOptions withInterval(Duration between) {
        return new PlanningOptions(
                splitMinBytes,
                streams,
                onBrokenFile,
                between,
                settlingRounds,
                deletedFiles,
                noFiles,
                limit,
                filter);
    }

    PlanningOptions withSettlingRounds(int rounds) {
        return new PlanningOptions(
                splitMinBytes,
                streams,
                onBrokenFile,
                interval,
                rounds,
                deletedFiles,
                noFiles,
                limit,
                filter);
    }

    PlanningOptions withDeletedFiles(DeletedFiles what) {
        return new PlanningOptions(
                splitMinBytes,
                streams,
                onBrokenFile,
                interval,
                settlingRounds,
                what,
                noFiles,
                limit,
                filter);
    }

    PlanningOptions withNoFiles(NoFiles what) {
        return new PlanningOptions(
                splitMinBytes,
                streams,
                onBrokenFile,
                interval,
                settlingRounds,
                deletedFiles,
                what,
                limit,
                filter);
    }

    PlanningOptions withLimit(long rows) {
        return new PlanningOptions(
                splitMinBytes,
                streams,
                onBrokenFile,
                interval,
                settlingRounds,
                deletedFiles,
                noFiles,
                rows,
                filter);
    }

    PlanningOptions withFilter(BlockFilter excluding) {
        return new PlanningOptions(
                splitMinBytes,
                streams,
                onBrokenFile,
                interval,
                settlingRounds,
                deletedFiles,
                noFiles,
                limit,
                excluding);
    }
}
