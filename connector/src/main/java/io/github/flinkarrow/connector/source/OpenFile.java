/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.FileSourceSplit;

import java.io.IOException;

/**
 * A file that is open for its splits, which come one after another or, where some are paused, side
 * by side. It is closed when neither who opened it nor a split uses it any more. Used by one
 * thread.
 */
abstract class OpenFile {

    /** The first is who opened it. */
    private int users = 1;

    /**
     * The rows of a split from its position on; this file stays open until they are closed.
     *
     * @throws IOException also if the position is not one of the split
     */
    final SplitRows read(FileSourceSplit split) throws IOException {
        SplitRows rows = rowsOf(split);
        users++;
        return rows;
    }

    /** Says that one of the users is done. */
    final void release() throws IOException {
        users--;
        if (users == 0) {
            close();
        }
    }

    final boolean hasOpenSplits() {
        return users > 1;
    }

    /** Whether another split can be read while one is open. */
    abstract boolean readsSplitsSideBySide();

    /** The rows of a split, which {@link #release} this when they are closed. */
    abstract SplitRows rowsOf(FileSourceSplit split) throws IOException;

    /** Closes the file; rows that were read from it stay valid until they are released. */
    abstract void close() throws IOException;
}
