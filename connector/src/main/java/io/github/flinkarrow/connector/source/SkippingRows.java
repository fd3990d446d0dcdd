/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.metrics.Counter;

import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.NotEnoughMemoryException;
import io.github.flinkarrow.format.UnsupportedIpcFeatureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;

/**
 * The rows of a split up to where its file is broken, if it is. What was to come is skipped.
 *
 * <p>Skipped is what another attempt would find the same: bytes that break the format or use what
 * is not implemented or exceeds a limit, and a file that has changed or may not be read. Other
 * failures, such as a lack of memory, fail the job, which tries again.
 */
final class SkippingRows implements SplitRows {

    private static final Logger LOG = LoggerFactory.getLogger(SkippingRows.class);

    /** Opens the rows of a split. */
    interface Opening {
        SplitRows open() throws IOException;
    }

    private final String splitId;
    private final Counter splitsSkipped;

    /** Null if the split could not be opened. */
    private final SplitRows rows;

    private boolean skipped;

    /**
     * @param splitsSkipped counts the split if it is not read to its end
     */
    SkippingRows(String splitId, Opening opening, Counter splitsSkipped) throws IOException {
        this.splitId = splitId;
        this.splitsSkipped = splitsSkipped;
        SplitRows opened = null;
        try {
            opened = opening.open();
        } catch (IOException e) {
            skipOrFail(e);
        }
        this.rows = opened;
    }

    /** Whether trying again would help as little. */
    static boolean isBroken(IOException failure) {
        return failure instanceof IpcFormatException
                || (failure instanceof UnsupportedIpcFeatureException
                        && !(failure instanceof NotEnoughMemoryException))
                || failure instanceof FileChangedException
                || failure instanceof FileUnreadableException;
    }

    private void skipOrFail(IOException failure) throws IOException {
        if (!isBroken(failure)) {
            throw failure;
        }
        LOG.warn("{}: the rest of the split is skipped", splitId, failure);
        splitsSkipped.inc();
        skipped = true;
    }

    @Override
    public boolean isAtEnd() {
        return skipped || rows.isAtEnd();
    }

    @Override
    public long bytesLeft() {
        return skipped ? 0 : rows.bytesLeft();
    }

    @Override
    public HandedRows next() throws IOException {
        if (isAtEnd()) {
            return null;
        }
        try {
            return rows.next();
        } catch (IOException e) {
            skipOrFail(e);
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        if (rows != null) {
            rows.close();
        }
    }
}
