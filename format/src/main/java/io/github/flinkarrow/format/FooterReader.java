/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import io.github.flinkarrow.format.internal.metadata.FileFooter;
import io.github.flinkarrow.format.internal.metadata.FooterDecoder;
import io.github.flinkarrow.format.internal.metadata.MetadataLimits;

import java.io.IOException;
import java.util.Arrays;

/**
 * Reads the footer of a file: magic, footer, its length, magic.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#ipc-file-format">IPC file
 *     format</a>
 */
final class FooterReader {

    /** The magic and its padding to 8 bytes. */
    static final int HEAD = 8;

    /** The length of the footer and the magic. */
    static final int TAIL = Integer.BYTES + ContainerDetection.MAGIC.length;

    /** What is read from the end at once: the footer of most files. */
    static final int GUESS = 1 << 16;

    /**
     * @param start where the footer starts
     */
    record Located(FileFooter footer, long start) {}

    private FooterReader() {}

    /**
     * The end of the file is read first: it tells that this is a file, and holds the footer of
     * most. The start, which says the same, is read if it does not, where all is verified, where
     * that is no request more, and where nothing else would be read: a stream may end with a value
     * that is a file.
     */
    static Located read(SeekableInput input, ReadOptions options) throws IOException {
        Location file = Location.of(input);
        long size = input.size();
        if (size < HEAD + TAIL) {
            requireStart(input);
            throw file.malformed("a file of " + size + " bytes has no room for a footer");
        }
        int guess = (int) Math.min(GUESS, size);
        byte[] end = InputBytes.read(input, size - guess, guess, file);
        boolean ends = ContainerDetection.endsWithMagic(end);
        boolean isLocal = input.mergedGap() <= InputBytes.LOCAL_GAP;
        boolean isFree = isLocal || guess == size;
        if (!ends || isFree || options.validation() == Validation.FULL) {
            requireStart(input);
        }
        if (!ends) {
            throw file.malformed(
                    "does not end with ARROW1: the file is truncated, or still being written");
        }
        int length = ContainerDetection.footerLength(end);
        if (!isPossible(length, size)) {
            throw file.malformed(
                    "the footer has " + length + " bytes: expected 1 to " + (size - HEAD - TAIL));
        }
        if (length > options.maxMetadataBytes()) {
            throw file.exceeds(
                    Limit.METADATA_BYTES,
                    options.maxMetadataBytes(),
                    "the footer has " + length + " bytes");
        }
        long start = size - TAIL - length;
        byte[] bytes =
                length <= guess - TAIL
                        ? Arrays.copyOfRange(end, guess - TAIL - length, guess - TAIL)
                        : InputBytes.read(input, start, length, file);
        Location location = new Location(input.name(), "footer", start);
        try {
            FileFooter footer =
                    FooterDecoder.decode(bytes, new MetadataLimits(options.maxNesting()));
            if (footer.recordBatchCount() == 0 && !isFree) {
                requireStart(input);
            }
            return new Located(footer, start);
        } catch (MalformedDataException e) {
            throw location.malformed(e);
        } catch (UnsupportedFeatureException e) {
            throw location.unsupported(e);
        }
    }

    /** Whether a file of a size can have a footer of a length. */
    static boolean isPossible(int length, long size) {
        return length > 0 && length <= size - HEAD - TAIL;
    }

    private static void requireStart(SeekableInput input) throws IOException {
        if (IpcContainer.of(input) != IpcContainer.FILE) {
            throw Location.of(input)
                    .malformed("a stream, not a file: it does not start with ARROW1");
        }
    }
}
