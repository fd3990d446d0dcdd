/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import java.util.ArrayList;
import java.util.List;

/** Collects record batches of a split until they make a hand-over worth its cost. */
final class HandOverRows {

    /** A hand-over costs about as much as reading this many rows. */
    private static final int ENOUGH_ROWS = 8_192;

    /** Few but large rows are handed over at once: what is handed over is held in memory. */
    private static final long ENOUGH_BYTES = 1L << 20;

    private final BatchMemory memory = new BatchMemory();
    private final List<BatchRows.Part> parts = new ArrayList<>();
    private long rowCount;
    private long bytes;

    /** Takes over the record batches, and releases them if no hand-over comes of them. */
    BatchMemory memory() {
        return memory;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    boolean isEnough() {
        return rowCount >= ENOUGH_ROWS || Math.max(bytes, memory.bytes()) >= ENOUGH_BYTES;
    }

    /**
     * @param bytesRead of the message that the rows come from
     */
    void add(BatchRows.Part part, long bytesRead) {
        parts.add(part);
        rowCount += part.rows().rowCount() - part.firstRow();
        bytes += bytesRead;
    }

    BatchRows build() {
        return new BatchRows(parts, memory);
    }
}
