/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;
import io.github.flinkarrow.format.internal.metadata.RecordBatchHeader;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** Looks through the messages of a stream for dictionaries that do not stay as they are. */
final class DictionaryChanges {

    private DictionaryChanges() {}

    /**
     * Whether a dictionary comes after a record batch, or in more than one message; reads no body.
     *
     * @param input a stream
     */
    static boolean hasAny(SeekableInput input, ReadOptions options) throws IOException {
        MessageReader messages = new MessageReader(input, options);
        Set<Long> seen = new HashSet<>();
        boolean hasBatch = false;
        long position = 0;
        for (long index = 0; position < input.size(); index++) {
            Location location = new Location(input.name(), "message " + index, position);
            EncapsulatedMessage message = messages.readNext(position, location);
            if (message == null) {
                return false;
            }
            if (message.message().header() instanceof DictionaryBatchHeader header) {
                if (hasBatch || !seen.add(header.id())) {
                    return true;
                }
            }
            hasBatch |= message.message().header() instanceof RecordBatchHeader;
            position = message.end(input);
        }
        return false;
    }
}
