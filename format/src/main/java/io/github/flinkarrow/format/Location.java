/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;

/**
 * Where in an input something is: the one place that turns a reason into a public exception.
 *
 * @param input the name of the input
 * @param part of the input, such as {@code block}; empty for the input as a whole
 * @param number of the part among its like; -1 where it has none
 * @param offset of the part from the start of the input
 */
record Location(String input, String part, int number, long offset) {

    private static final int NONE = -1;

    Location(String input, String part, long offset) {
        this(input, part, NONE, offset);
    }

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

    /** What the input asks for, which it may well have, is more than the reader allows. */
    UnsupportedIpcFeatureException exceeds(Limit limit, long most, String found) {
        return unsupported(
                found + ", more than the limit of " + most + " (" + limit.option() + ")");
    }

    /** What a limit allows is more than there is. */
    NotEnoughMemoryException noMemory(Limit limit, String what, OutOfMemoryError cause) {
        return new NotEnoughMemoryException(
                message("not enough memory for " + what + ", which " + limit.option() + " allows"),
                cause);
    }

    private String message(String reason) {
        if (part.isEmpty()) {
            return input + ": " + reason;
        }
        String name = number == NONE ? part : part + " " + number;
        return input + ": " + name + " @ " + offset + ": " + reason;
    }
}
