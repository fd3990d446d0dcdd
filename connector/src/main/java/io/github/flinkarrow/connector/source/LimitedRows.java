/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import java.io.IOException;

/** The rows of a split up to the hand-over that reaches a limit. */
final class LimitedRows implements SplitRows {

    /** Null if the limit was reached before the split was opened. */
    private final SplitRows rows;

    private final RowLimit limit;

    LimitedRows(SplitRows rows, RowLimit limit) {
        this.rows = rows;
        this.limit = limit;
    }

    @Override
    public boolean isAtEnd() {
        return limit.isReached() || rows.isAtEnd();
    }

    @Override
    public long bytesLeft() {
        return isAtEnd() ? 0 : rows.bytesLeft();
    }

    @Override
    public HandedRows next() throws IOException {
        if (isAtEnd()) {
            return null;
        }
        HandedRows next = rows.next();
        if (next != null) {
            limit.take(next.rowCount());
        }
        return next;
    }

    @Override
    public void close() throws IOException {
        if (rows != null) {
            rows.close();
        }
    }
}
