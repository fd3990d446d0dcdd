/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.connector.data.RowBatch;

import java.io.IOException;

/** The rows of the blocks of a split. */
final class BlockRows extends BlockSplit {

    private final BlockFile file;
    private final BlockCursor cursor;

    BlockRows(BlockFile file, BlockCursor cursor) {
        super(file, cursor);
        this.file = file;
        this.cursor = cursor;
    }

    @Override
    HandedRows handOver() throws IOException {
        HandOverRows collected = new HandOverRows();
        try {
            while (!cursor.isAtEnd() && !collected.isEnough()) {
                int ordinal = cursor.enter();
                RowBatch batch = file.rows(ordinal, collected.memory());
                collected.add(
                        new BatchRows.Part(
                                batch, cursor.firstRow(), cursor.offset(), cursor.rowsAtOffset()),
                        file.block(ordinal).length());
                cursor.leave(batch.rowCount());
            }
        } catch (IOException e) {
            if (collected.isEmpty()) {
                collected.memory().run();
                throw e;
            }
            failLater(e);
        } catch (Throwable t) {
            collected.memory().run();
            throw t;
        }
        return collected.build();
    }
}
