/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Tells containers apart by their first bytes. */
final class ContainerDetection {

    /** How many bytes tell containers apart. */
    static final int START = 8;

    static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] FEATHER_V1_MAGIC = "FEA1".getBytes(StandardCharsets.US_ASCII);

    private ContainerDetection() {}

    static IpcContainer detect(SeekableInput input) throws IOException {
        return detect(start(input), input.size(), Location.of(input));
    }

    /**
     * The same by the last bytes, where reading the first is a request more, and the last are those
     * of a file: its length there is possible. Anything else is told by its first bytes, and so is
     * what is requested as a whole.
     *
     * @param input of known size
     */
    static IpcContainer detectByEnd(SeekableInput input) throws IOException {
        long size = input.size();
        if (input.mergedGap() > InputBytes.LOCAL_GAP
                && size >= FooterReader.HEAD + FooterReader.TAIL) {
            byte[] tail =
                    InputBytes.read(
                            input, size - FooterReader.TAIL, FooterReader.TAIL, Location.of(input));
            if (size > FooterReader.GUESS
                    && endsWithMagic(tail)
                    && FooterReader.isPossible(footerLength(tail), size)) {
                return IpcContainer.FILE;
            }
        }
        return detect(input);
    }

    /** Whether these last bytes of an input are those of a file. */
    static boolean endsWithMagic(byte[] end) {
        int start = end.length - MAGIC.length;
        return start >= 0 && Arrays.equals(end, start, end.length, MAGIC, 0, MAGIC.length);
    }

    /** The length of the footer by the last bytes of a file. */
    static int footerLength(byte[] end) {
        return ByteBuffer.wrap(end)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt(end.length - FooterReader.TAIL);
    }

    /**
     * @param start the first {@link #START} bytes, less where there are not as many
     * @param size the most bytes that there may be
     */
    static IpcContainer detect(byte[] start, long size, Location location) throws IOException {
        if (start.length == 0) {
            throw location.malformed("the input is empty: expected an Arrow IPC file or stream");
        }
        if (startsWith(start, MAGIC)) {
            return IpcContainer.FILE;
        }
        if (startsWith(start, FEATHER_V1_MAGIC)) {
            throw location.unsupported(
                    "Feather V1, which is not Arrow IPC; write it anew as Feather V2");
        }
        if (!isMessage(start, size)) {
            throw location.malformed(
                    "neither an Arrow IPC file (it would start with ARROW1) nor a stream (it would"
                            + " start with a schema message)");
        }
        return IpcContainer.STREAM;
    }

    private static byte[] start(SeekableInput input) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(START);
        while (start.hasRemaining() && input.read(start.position(), start) >= 0) {
            // read on
        }
        return Arrays.copyOf(start.array(), start.position());
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length
                && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** A continuation marker, or the length of a schema's metadata as it was before 0.15. */
    private static boolean isMessage(byte[] start, long size) {
        if (start.length < Integer.BYTES) {
            return false;
        }
        int first = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt();
        return first == MessageReader.CONTINUATION || (first > 0 && first <= size - Integer.BYTES);
    }
}
