/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.Message;

import java.nio.ByteBuffer;

/**
 * A decoded message.
 *
 * @param metadata the bytes that it was decoded from, without the prefix, from position 0 to the
 *     limit
 * @param bodyPosition where its body starts in the input
 */
record EncapsulatedMessage(
        Message message, ByteBuffer metadata, Location location, long bodyPosition) {

    /** Where the message lies. */
    Block block() {
        int metadataLength = Math.toIntExact(bodyPosition - location.offset());
        return new Block(location.offset(), metadataLength, message.bodyLength());
    }

    /**
     * Where the next message of a stream starts.
     *
     * @throws IpcFormatException if the input ends inside the body, as far as its size is known
     */
    long end(SeekableInput input) throws IpcFormatException {
        long expected = message.bodyLength();
        long found = input.size() - bodyPosition;
        if (expected > found) {
            throw location.malformed(
                    "the input ends inside the body: expected "
                            + expected
                            + " bytes, found "
                            + found);
        }
        return bodyPosition + expected;
    }
}
