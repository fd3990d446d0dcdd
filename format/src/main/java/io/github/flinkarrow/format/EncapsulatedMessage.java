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

    /** Where the next message of a stream starts. */
    long end() {
        return Math.addExact(bodyPosition, message.bodyLength());
    }
}
