/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.statistics;

/**
 * The entries of one column as they are encoded, which are decoded when they are asked for: decoded
 * they would take many times the memory. Cheapest in the order of the record batches. Not safe for
 * use by several threads.
 */
final class EncodedColumn {

    /** The position is kept of one entry in so many. */
    private static final int STEP = 64;

    private final EncodedInput input;
    private final ValueKind kind;
    private final long[] rowCounts;
    private final int[] positions;

    /** The entry that the input is at. */
    private int next;

    private EncodedColumn(EncodedInput input, ValueKind kind, long[] rowCounts) {
        this.input = input;
        this.kind = kind;
        this.rowCounts = rowCounts;
        this.positions = new int[rowCounts.length / STEP + 1];
    }

    /**
     * A column of which nothing is wrong.
     *
     * @param input has the entries and nothing else
     * @param rowCounts of the record batches, one for each entry
     */
    static EncodedColumn of(EncodedInput input, ValueKind kind, long[] rowCounts)
            throws EncodedInput.MalformedException {
        EncodedColumn column = new EncodedColumn(input, kind, rowCounts);
        for (int i = 0; i < rowCounts.length; i++) {
            if (i % STEP == 0) {
                column.positions[i / STEP] = input.position();
            }
            column.read();
        }
        if (!input.isAtEnd()) {
            throw new EncodedInput.MalformedException("more entries than record batches");
        }
        return column;
    }

    /** What is known of a record batch; null if nothing is. */
    ColumnStatistics get(int block) {
        try {
            goTo(block);
            return read();
        } catch (EncodedInput.MalformedException e) {
            throw new IllegalStateException("read without a fault before", e);
        }
    }

    /** Copies the entry of a record batch as it is. */
    void copy(int block, EncodedBytes target) {
        try {
            goTo(block);
            int start = input.position();
            read();
            input.copy(start, target);
        } catch (EncodedInput.MalformedException e) {
            throw new IllegalStateException("read without a fault before", e);
        }
    }

    private void goTo(int block) throws EncodedInput.MalformedException {
        if (block < next || block / STEP > next / STEP) {
            next = block - block % STEP;
            input.goTo(positions[block / STEP]);
        }
        while (next < block) {
            read();
        }
    }

    private ColumnStatistics read() throws EncodedInput.MalformedException {
        return StatisticsFormat.read(input, kind, rowCounts[next++]);
    }
}
