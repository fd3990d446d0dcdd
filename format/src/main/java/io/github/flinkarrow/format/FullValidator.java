/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.BinaryViewArray;
import io.github.flinkarrow.format.array.VariableSizeBinaryArray;
import io.github.flinkarrow.format.schema.ArrowType;

import java.nio.ByteBuffer;

/** Checks of {@link Validation#FULL}: what no access relies on. */
final class FullValidator {

    /** Values whose bytes are looked at together: where all are ASCII none needs a look. */
    private static final int TOGETHER = 256;

    private final Location location;
    private final Utf8Scan utf8 = new Utf8Scan();

    FullValidator(Location location) {
        this.location = location;
    }

    /** The field node has as many nulls as the bitmap marks. */
    void nullCount(ArrayLayout layout, ByteBuffer validity, int length, int expected)
            throws IpcFormatException {
        int valid = 0;
        int whole = length >> 3;
        int next = 0;
        for (; next <= whole - Long.BYTES; next += Long.BYTES) {
            valid += Long.bitCount(validity.getLong(next));
        }
        for (; next < whole; next++) {
            valid += Integer.bitCount(validity.get(next) & 0xFF);
        }
        int rest = length & 7;
        if (rest > 0) {
            valid += Integer.bitCount(validity.get(whole) & ((1 << rest) - 1));
        }
        if (length - valid != expected) {
            throw location.malformed(
                    layout.path()
                            + ": the field node has "
                            + expected
                            + " nulls, the validity bitmap "
                            + (length - valid));
        }
    }

    /** No null is where none may be. */
    void forbiddenNulls(ArrayLayout column, ArrowArray array) throws IpcFormatException {
        new ForbiddenNulls(location).check(column.path(), array);
    }

    /** Text in valid slots is UTF-8: values with offsets, which share no bytes. */
    void text(ArrayLayout layout, VariableSizeBinaryArray array) throws IpcFormatException {
        int next;
        for (int first = 0; isText(layout) && first < array.length(); first = next) {
            next = first + Math.min(TOGETHER, array.length() - first);
            if (!utf8.isAscii(array.data(), array.start(first), array.end(next - 1))) {
                eachText(layout, array, first, next);
            }
        }
    }

    private void eachText(ArrayLayout layout, VariableSizeBinaryArray array, int first, int end)
            throws IpcFormatException {
        for (int i = first; i < end; i++) {
            boolean valid =
                    array.isNull(i) || utf8.isText(array.data(), array.start(i), array.end(i));
            check(layout, i, valid);
        }
    }

    /** The same of views, which may share bytes. */
    void text(ArrayLayout layout, BinaryViewArray array) throws IpcFormatException {
        Utf8Ranges[] shared = new Utf8Ranges[array.dataBufferCount()];
        for (int i = 0; i < shared.length; i++) {
            shared[i] = new Utf8Ranges(utf8, array.dataBuffer(i));
        }
        for (int i = 0; isText(layout) && i < array.length(); i++) {
            check(layout, i, array.isNull(i) || isText(array, i, shared));
        }
    }

    /** What is behind a value that is in its view is zero. */
    void padding(ArrayLayout layout, BinaryViewArray array) throws IpcFormatException {
        ByteBuffer views = array.views();
        for (int i = 0; i < array.length(); i++) {
            if (!array.isInline(i) || array.isNull(i)) {
                continue;
            }
            int end = array.start(i) + BinaryViewArray.MOST_INLINE;
            for (int at = array.start(i) + array.size(i); at < end; at++) {
                if (views.get(at) != 0) {
                    throw location.malformed(
                            layout.path()
                                    + ": view "
                                    + i
                                    + " of "
                                    + array.size(i)
                                    + " bytes is not padded with zeros");
                }
            }
        }
    }

    private boolean isText(BinaryViewArray array, int index, Utf8Ranges[] shared) {
        int start = array.start(index);
        int end = start + array.size(index);
        return array.isInline(index)
                ? utf8.isText(array.views(), start, end)
                : shared[array.bufferIndex(index)].isText(start, end);
    }

    private void check(ArrayLayout layout, int index, boolean valid) throws IpcFormatException {
        if (!valid) {
            throw location.malformed(
                    layout.path() + ": the text of value " + index + " is not UTF-8");
        }
    }

    private static boolean isText(ArrayLayout layout) {
        ArrowType type = layout.field().type();
        return type instanceof ArrowType.Utf8
                || type instanceof ArrowType.LargeUtf8
                || type instanceof ArrowType.Utf8View;
    }
}
