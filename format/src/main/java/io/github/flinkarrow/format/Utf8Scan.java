/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Looks for bytes that are not UTF-8. */
final class Utf8Scan {

    /** The highest bit of each byte: set in none where all are ASCII. */
    private static final long NOT_ASCII = 0x8080808080808080L;

    /** Reports what is malformed, as a new decoder does. */
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

    private final CharBuffer decoded = CharBuffer.allocate(1024);

    /** Whether a range consists of whole characters. */
    boolean isText(ByteBuffer data, int start, int end) {
        return firstBad(data, start, end) == end;
    }

    /** Whether a range has only bytes that are a character each. */
    boolean isAscii(ByteBuffer data, int start, int end) {
        long seen = 0;
        int at = start;
        for (; at <= end - 4 * Long.BYTES; at += 4 * Long.BYTES) {
            seen |=
                    data.getLong(at)
                            | data.getLong(at + Long.BYTES)
                            | data.getLong(at + 2 * Long.BYTES)
                            | data.getLong(at + 3 * Long.BYTES);
        }
        for (; at < end; at++) {
            seen |= data.get(at);
        }
        return (seen & NOT_ASCII) == 0;
    }

    /** The first byte of a range that no character in it begins with, or its end. */
    int firstBad(ByteBuffer data, int start, int end) {
        int at = start;
        while (at <= end - Long.BYTES && (data.getLong(at) & NOT_ASCII) == 0) {
            at += Long.BYTES;
        }
        while (at < end && data.get(at) >= 0) {
            at++;
        }
        if (at == end) {
            return end;
        }
        ByteBuffer rest = data.slice(at, end - at);
        decoder.reset();
        CoderResult result;
        do {
            result = decoder.decode(rest, decoded.clear(), true);
        } while (result.isOverflow());
        return at + rest.position();
    }
}
