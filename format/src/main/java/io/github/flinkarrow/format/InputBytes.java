/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Whole ranges of an input. */
final class InputBytes {

    /** The {@link SeekableInput#mergedGap} of inputs that are asked as often as need be. */
    static final int LOCAL_GAP = 4096;

    /** What is allocated at once for bytes of which it is not known that they exist. */
    private static final int UNBACKED_STEP = 1 << 20;

    private InputBytes() {}

    /**
     * Reads a range into an array of its own.
     *
     * @throws IpcFormatException if the input ends before
     */
    static byte[] read(SeekableInput input, long position, int length, Location location)
            throws IOException {
        require(input, position, length, location);
        boolean backed = input.size() != ForwardInput.UNKNOWN_SIZE;
        byte[] bytes = new byte[backed ? length : Math.min(length, UNBACKED_STEP)];
        int read = 0;
        while (read < length) {
            if (read == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * read));
            }
            ByteBuffer target = ByteBuffer.wrap(bytes, read, bytes.length - read);
            fill(input, position + read, target, location);
            read = bytes.length;
        }
        return bytes;
    }

    /**
     * Checks that the input has a range, as far as its size is known.
     *
     * @throws IpcFormatException if the input ends before
     */
    static void require(SeekableInput input, long position, int length, Location location)
            throws IpcFormatException {
        if (input.size() != ForwardInput.UNKNOWN_SIZE && length > input.size() - position) {
            throw ended(location, position, length, Math.max(0, input.size() - position));
        }
    }

    /**
     * Fills the remaining room of a buffer.
     *
     * @throws IpcFormatException if the input ends before
     */
    static void fill(SeekableInput input, long position, ByteBuffer target, Location location)
            throws IOException {
        int start = target.position();
        while (target.hasRemaining()) {
            int done = target.position() - start;
            if (input.read(position + done, target) < 0) {
                throw ended(location, position, done + target.remaining(), done);
            }
        }
    }

    /** Reads what there is, up to the remaining room, and returns how many bytes that was. */
    static int readAtMost(SeekableInput input, long position, ByteBuffer target)
            throws IOException {
        int start = target.position();
        while (target.hasRemaining()) {
            if (input.read(position + target.position() - start, target) < 0) {
                break;
            }
        }
        return target.position() - start;
    }

    private static IpcFormatException ended(
            Location location, long position, int expected, long found) {
        return location.malformed(
                "the input ends too early: expected "
                        + expected
                        + " bytes at offset "
                        + position
                        + ", found "
                        + found);
    }
}
