/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.BinaryLikeArray;
import io.github.flinkarrow.format.schema.ArrowType;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Checks of {@link Validation#FULL}: what no access relies on. */
final class FullValidator {

    /** The highest bit of each byte: set in none where all are ASCII. */
    private static final long NOT_ASCII = 0x8080808080808080L;

    private final Location location;

    /** Reports what is malformed, as a new decoder does. */
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

    private final CharBuffer decoded = CharBuffer.allocate(1024);

    FullValidator(Location location) {
        this.location = location;
    }

    /** The field node has as many nulls as the bitmap marks. */
    void nullCount(ArrayLayout layout, ByteBuffer validity, int length, int expected)
            throws IpcFormatException {
        int valid = 0;
        int whole = length >> 3;
        for (int i = 0; i < whole; i++) {
            valid += Integer.bitCount(validity.get(i) & 0xFF);
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

    /** Text in valid slots is UTF-8. */
    void text(ArrayLayout layout, BinaryLikeArray array) throws IpcFormatException {
        if (!isText(layout.field().type())) {
            return;
        }
        for (int i = 0; i < array.length(); i++) {
            if (!array.isNull(i) && !isUtf8(array.data(i), array.start(i), array.size(i))) {
                throw location.malformed(
                        layout.path() + ": the text of value " + i + " is not UTF-8");
            }
        }
    }

    private static boolean isText(ArrowType type) {
        return type instanceof ArrowType.Utf8
                || type instanceof ArrowType.LargeUtf8
                || type instanceof ArrowType.Utf8View;
    }

    private boolean isUtf8(ByteBuffer data, int start, int size) {
        int end = start + size;
        int at = start;
        while (at <= end - Long.BYTES && (data.getLong(at) & NOT_ASCII) == 0) {
            at += Long.BYTES;
        }
        while (at < end && data.get(at) >= 0) {
            at++;
        }
        if (at == end) {
            return true;
        }
        ByteBuffer rest = data.slice(at, end - at);
        decoder.reset();
        CoderResult result;
        do {
            result = decoder.decode(rest, decoded.clear(), true);
        } while (result.isOverflow());
        return !result.isError();
    }
}
