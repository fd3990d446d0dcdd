/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.statistics;

import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** A column as it is encoded, which is read once. */
    private record Section(ValueKind kind, EncodedInput entries) {}

    private final Schema schema;
    private final long[] rowCounts;
    private long rowCount;
    private final Map<Integer, Section> sections = new HashMap<>();
    private final Map<Integer, List<Optional<ColumnStatistics>>> columns = new HashMap<>();

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
        for (int i = 0; i < rowCounts.length; i++) {
            rowCounts[i] = input.getVarint();
            rowCount += rowCounts[i];
            if (rowCounts[i] < 0 || rowCount < 0) {
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

    /** The rows of all record batches. */
    public long rowCount() {
        return rowCount;
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
        return columns.computeIfAbsent(ordinal, this::readColumn).get(block);
    }

    private List<Optional<ColumnStatistics>> readColumn(int ordinal) {
        List<Optional<ColumnStatistics>> read = new ArrayList<>(rowCounts.length);
        Section section = sections.get(ordinal);
        try {
            if (section != null) {
                EncodedInput input = section.entries();
                for (long rowCount : rowCounts) {
                    read.add(
                            Optional.ofNullable(
                                    StatisticsFormat.read(input, section.kind(), rowCount)));
                }
                if (input.isAtEnd()) {
                    return read;
                }
            }
        } catch (EncodedInput.MalformedException e) {
            // Nothing is known of a column of which something is wrong.
        }
        return Collections.nCopies(rowCounts.length, Optional.empty());
    }
}
