/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.BodyCompression;
import io.github.flinkarrow.format.internal.metadata.RecordBatchHeader;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;

/**
 * Bounds how many rows a message of a few bytes can stand for.
 *
 * <p>Values of most types take at least a bit each, or their children do. Those of the others are
 * as many as the field node says.
 */
final class UnbackedRows {

    /** A block of Zstandard, 4 bytes for 128 KiB, is the most that either codec can shrink. */
    private static final long MOST_SHRUNK = 1 << 15;

    private final int limit;
    private final Location location;

    UnbackedRows(int limit, Location location) {
        this.limit = limit;
        this.location = location;
    }

    /** Checks an array that is not dictionary-encoded, not its children. */
    void check(ArrayLayout layout, long length, long nullCount)
            throws UnsupportedIpcFeatureException {
        if (length > limit && takesNoBytes(layout.field(), nullCount)) {
            throw tooMany(layout.path() + ": ", length);
        }
    }

    /**
     * Checks the rows of a batch no column of which is read: as many as any column could have that
     * would be read.
     */
    void checkWithoutColumns(RecordBatchHeader header, long bodyLength)
            throws UnsupportedIpcFeatureException {
        long rowsOfAByte =
                header.compression() == BodyCompression.NONE ? Byte.SIZE : Byte.SIZE * MOST_SHRUNK;
        long beyond = header.length() - limit;
        // Divided, as the body may be of any length.
        if (beyond > 0 && (beyond - 1) / rowsOfAByte >= bodyLength) {
            throw tooMany("", header.length());
        }
    }

    private UnsupportedIpcFeatureException tooMany(String where, long rows) {
        return location.exceeds(Limit.BATCH_ROWS, limit, where + rows + " rows that take no bytes");
    }

    private static boolean takesNoBytes(Field field, long nullCount) {
        ArrowType type = field.type();
        if (type instanceof ArrowType.Null || type instanceof ArrowType.RunEndEncoded) {
            return true;
        } else if (nullCount > 0) {
            return false;
        } else if (type instanceof ArrowType.Struct) {
            return field.children().isEmpty();
        } else if (type instanceof ArrowType.FixedSizeList list) {
            return list.listSize() == 0;
        }
        return type instanceof ArrowType.FixedSizeBinary binary && binary.byteWidth() == 0;
    }
}
