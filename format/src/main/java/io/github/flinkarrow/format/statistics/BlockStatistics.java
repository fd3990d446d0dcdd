/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.statistics;

import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Statistics of the record batches of a file, out of the custom metadata of its footer.
 *
 * <p>What is malformed, of another version, or of other blocks than the file has is as if it were
 * not there. What is well-formed is believed. Not safe for use by several threads.
 */
public final class BlockStatistics {

    /** The key in the footer's custom metadata. */
    public static final String KEY = "io.github.flinkarrow.statistics";

    /** A column of which nothing has been looked at. */
    private record Section(ValueKind kind, EncodedInput entries) {}

    private final Schema schema;
    private final long[] rowCounts;
    private final Map<Integer, Section> sections = new HashMap<>();

    /** Those that have been asked for, null where nothing is known. */
    private final Map<Integer, EncodedColumn> columns = new HashMap<>();

    private BlockStatistics(Schema schema, int blockCount) {
        this.schema = schema;
        this.rowCounts = new long[blockCount];
    }

    /**
     * The statistics in a footer's custom metadata, if it has any that can be used.
     *
     * @param blockCount how many record batches the file has
     * @param checksum the {@link BlockChecksum} of their blocks
     */
    public static Optional<BlockStatistics> decode(
            KeyValueMetadata footer, Schema schema, int blockCount, int checksum) {
        Optional<String> text = footer.get(KEY);
        if (text.isEmpty() || text.get().length() > StatisticsFormat.MOST_TEXT) {
            return Optional.empty();
        }
        try {
            EncodedInput input = new EncodedInput(Base64.getDecoder().decode(text.get()));
            BlockStatistics statistics = new BlockStatistics(schema, blockCount);
            return statistics.read(input, checksum) ? Optional.of(statistics) : Optional.empty();
        } catch (IllegalArgumentException | EncodedInput.MalformedException e) {
            return Optional.empty();
        }
    }

    private boolean read(EncodedInput input, int checksum) throws EncodedInput.MalformedException {
        if (input.getByte() != StatisticsFormat.VERSION
                || (int) input.getFixed(Integer.BYTES) != checksum
                || input.getVarint() != rowCounts.length) {
            return false;
        }
        long rows = 0;
        for (int i = 0; i < rowCounts.length; i++) {
            rowCounts[i] = input.getVarint();
            rows += rowCounts[i];
            if (rowCounts[i] < 0 || rows < 0) {
                return false;
            }
        }
        long previous = -1;
        while (!input.isAtEnd()) {
            long ordinal = input.getVarint();
            if (ordinal <= previous || ordinal >= schema.fields().size()) {
                return false;
            }
            previous = ordinal;
            byte[] name = input.getBytes(Integer.MAX_VALUE);
            int kind = input.getByte();
            EncodedInput entries = input.getPart();
            addSection((int) ordinal, name, kind, entries);
        }
        return true;
    }

    private void addSection(int ordinal, byte[] name, int code, EncodedInput entries) {
        ValueKind kind = ValueKind.of(schema.fields().get(ordinal));
        if (kind != null
                && kind.code() == code
                && Arrays.equals(name, StatisticsEncoder.name(schema, ordinal))) {
            sections.put(ordinal, new Section(kind, entries));
        }
    }

    /** How many record batches there are. */
    public int blockCount() {
        return rowCounts.length;
    }

    /** The rows of a record batch. */
    public long rowCount(int block) {
        return rowCounts[block];
    }

    /**
     * What is known of a column in a record batch.
     *
     * @param ordinal the position of the column in the schema
     */
    public Optional<ColumnStatistics> column(int block, int ordinal) {
        Objects.checkIndex(block, rowCounts.length);
        EncodedColumn column = column(ordinal);
        return column == null ? Optional.empty() : Optional.ofNullable(column.get(block));
    }

    /** Puts what is known of a column in a record batch behind other entries, as it is encoded. */
    void copy(int block, int ordinal, EncodedBytes target) {
        EncodedColumn column = column(ordinal);
        if (column == null) {
            StatisticsFormat.write(target, null);
        } else {
            column.copy(block, target);
        }
    }

    private EncodedColumn column(int ordinal) {
        if (!columns.containsKey(ordinal)) {
            columns.put(ordinal, read(sections.remove(ordinal)));
        }
        return columns.get(ordinal);
    }

    private EncodedColumn read(Section section) {
        try {
            return section == null
                    ? null
                    : EncodedColumn.of(section.entries(), section.kind(), rowCounts);
        } catch (EncodedInput.MalformedException e) {
            // Nothing is known of a column of which something is wrong.
            return null;
        }
    }
}
