/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.Message;

/**
 * A decoded message.
 *
 * @param bodyPosition where its body starts in the input
 */
record EncapsulatedMessage(Message message, Location location, long bodyPosition) {

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
