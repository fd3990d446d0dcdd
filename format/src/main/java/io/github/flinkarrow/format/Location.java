/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;

/**
 * Where in an input something is: the one place that turns a reason into a public exception.
 *
 * @param input the name of the input
 * @param part of the input, such as {@code block 3}; empty for the input as a whole
 * @param offset of the part from the start of the input
 */
record Location(String input, String part, long offset) {

    static Location of(SeekableInput input) {
        return new Location(input.name(), "", 0);
    }

    IpcFormatException malformed(String reason) {
        return new IpcFormatException(message(reason));
    }

    IpcFormatException malformed(MalformedDataException cause) {
        return new IpcFormatException(message(cause.getMessage()), cause);
    }

    UnsupportedIpcFeatureException unsupported(String reason) {
        return new UnsupportedIpcFeatureException(message(reason));
    }

    UnsupportedIpcFeatureException unsupported(UnsupportedFeatureException cause) {
        return new UnsupportedIpcFeatureException(message(cause.getMessage()), cause);
    }

    private String message(String reason) {
        return part.isEmpty()
                ? input + ": " + reason
                : input + ": " + part + " @ " + offset + ": " + reason;
    }
}
