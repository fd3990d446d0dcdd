/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import io.github.flinkarrow.format.internal.MalformedDataException;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Strings of a verified flatbuffer, given as their bytes; an absent one (null) is empty. */
final class Text {

    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /** The text, with U+FFFD in place of what is not UTF-8. */
    static String lenient(ByteBuffer bytes) {
        if (bytes == null) {
            return "";
        }
        return new String(
                bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining(), UTF_8);
    }

    /**
     * The text, which has to be UTF-8.
     *
     * @param what says which text it is
     */
    static String strict(ByteBuffer bytes, Object what) throws MalformedDataException {
        String text = lenient(bytes);
        if (text.indexOf(REPLACEMENT) >= 0) {
            try {
                UTF_8.newDecoder().decode(bytes.duplicate());
            } catch (CharacterCodingException e) {
                throw new MalformedDataException(what + " is not UTF-8: " + Quoted.of(text), e);
            }
        }
        return text;
    }
}
