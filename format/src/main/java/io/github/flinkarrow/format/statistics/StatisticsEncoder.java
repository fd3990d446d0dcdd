/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.statistics;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.Schema;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Collects the statistics of the record batches of a file while it is written.
 *
 * <p>Where they become too large, those of the largest columns are left out. Not safe for use by
 * several threads.
 */
public final class StatisticsEncoder {

    private final Schema schema;
    private final int mostBytes;
    private final EncodedBytes rowCounts = new EncodedBytes();

    /** The entries of each column; null for one that has no order, or was left out. */
    private final EncodedBytes[] columns;

    private int blockCount;

    public StatisticsEncoder(Schema schema) {
        this(schema, StatisticsFormat.MOST_BYTES);
    }

    StatisticsEncoder(Schema schema, int mostBytes) {
        this.schema = schema;
        this.mostBytes = mostBytes;
        this.columns = new EncodedBytes[schema.fields().size()];
        for (int i = 0; i < columns.length; i++) {
            if (ValueKind.of(schema.fields().get(i)) != null) {
                columns[i] = new EncodedBytes();
            }
        }
    }

    /** The next record batch of the file, of the schema. */
    public void add(RecordBatch batch) {
        addRows(batch.rowCount());
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] != null) {
                StatisticsFormat.write(columns[i], ArrayStatistics.of(batch.column(i)));
            }
        }
        shrink();
    }

    /**
     * The next record batch of the file, which is one of another file of the schema.
     *
     * @param source the statistics of that file; null if it has none
     * @param block of that file
     */
    public void add(long rowCount, BlockStatistics source, int block) {
        addRows(rowCount);
        boolean usable = source != null && source.rowCount(block) == rowCount;
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] == null) {
                continue;
            }
            if (usable) {
                source.copy(block, i, columns[i]);
            } else {
                StatisticsFormat.write(columns[i], null);
            }
        }
        shrink();
    }

    private void addRows(long rowCount) {
        rowCounts.putVarint(rowCount);
        blockCount++;
    }

    private void shrink() {
        while (size() > mostBytes) {
            int largest = -1;
            for (int i = 0; i < columns.length; i++) {
                if (columns[i] != null
                        && (largest < 0 || columns[i].size() > columns[largest].size())) {
                    largest = i;
                }
            }
            if (largest < 0) {
                return;
            }
            columns[largest] = null;
        }
    }

    /** An upper bound of what {@link #encode} makes. */
    private long size() {
        long size = 32L + rowCounts.size();
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] != null) {
                size += 32L + columns[i].size() + schema.fields().get(i).name().length() * 3L;
            }
        }
        return size;
    }

    /**
     * The value that {@link BlockStatistics#KEY} gets in the footer; null where there is nothing to
     * say, or too much.
     *
     * @param checksum the {@link BlockChecksum} of the blocks that were added
     */
    public String encode(int checksum) {
        if (blockCount == 0 || size() > mostBytes) {
            return null;
        }
        EncodedBytes all = new EncodedBytes();
        all.putByte(StatisticsFormat.VERSION);
        all.putFixed(checksum, Integer.BYTES);
        all.putVarint(blockCount);
        all.put(rowCounts);
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] != null) {
                all.putVarint(i);
                all.putBytes(name(schema, i));
                all.putByte(ValueKind.of(schema.fields().get(i)).code());
                all.putVarint(columns[i].size());
                all.put(columns[i]);
            }
        }
        return Base64.getEncoder().encodeToString(all.toArray());
    }

    static byte[] name(Schema schema, int ordinal) {
        return schema.fields().get(ordinal).name().getBytes(StandardCharsets.UTF_8);
    }
}
