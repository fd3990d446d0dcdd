/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import java.io.IOException;

/**
 * How many rows the blocks of a split have. Nothing is read of a block but its header, or not even
 * that.
 */
final class BlockCounts extends BlockSplit {

    /** Of a hand-over: each may be a request. */
    static final int MOST_HEADERS = 1_024;

    private final BlockFile file;
    private final BlockCursor cursor;

    BlockCounts(BlockFile file, BlockCursor cursor) {
        super(file, cursor);
        this.file = file;
        this.cursor = cursor;
    }

    @Override
    HandedRows handOver() throws IOException {
        return file.timed(this::count);
    }

    private HandedRows count() throws IOException {
        long rows = 0;
        boolean isEmpty = true;
        int headers = 0;
        try {
            while (!cursor.isAtEnd() && headers < MOST_HEADERS) {
                int ordinal = cursor.enter();
                long count = file.count(ordinal);
                rows += count - cursor.firstRow();
                headers += file.isCounted(ordinal) ? 0 : 1;
                isEmpty = false;
                cursor.leave(count);
            }
        } catch (IOException e) {
            if (isEmpty) {
                throw e;
            }
            failLater(e);
        }
        return new BatchCounts(rows, cursor.offset(), cursor.rowsAtOffset(), () -> {});
    }
}
