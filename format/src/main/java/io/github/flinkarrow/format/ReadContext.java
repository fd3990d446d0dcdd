/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.nio.ByteOrder;

/**
 * What all bodies of one file or stream are read with.
 *
 * @param byteOrder of the numbers in the bodies
 */
record ReadContext(
        SeekableInput input, ReadOptions options, ByteOrder byteOrder, BodyCodecs codecs) {

    ReadContext(SeekableInput input, ReadOptions options, ByteOrder byteOrder) {
        this(input, options, byteOrder, new BodyCodecs());
    }
}
