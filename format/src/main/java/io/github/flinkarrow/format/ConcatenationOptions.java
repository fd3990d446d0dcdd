/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.util.Objects;

/**
 * How files and streams are joined.
 *
 * @param reading of the inputs
 * @param writing of what is written anew
 * @param maxDictionaryBytes the most memory, in bytes, that dictionaries may take which are made
 *     one from those of several inputs
 * @param endMarkerRequired whether a stream has to end with the end-of-stream marker, so that one
 *     that was cut between two messages is an error
 */
public record ConcatenationOptions(
        ReadOptions reading,
        WriteOptions writing,
        long maxDictionaryBytes,
        boolean endMarkerRequired) {

    /** The defaults of reading and writing, 1 GiB of dictionaries, no marker required. */
    public static final ConcatenationOptions DEFAULT =
            new ConcatenationOptions(ReadOptions.DEFAULT, WriteOptions.DEFAULT, 1L << 30, false);

    public ConcatenationOptions {
        Objects.requireNonNull(reading, "reading");
        Objects.requireNonNull(writing, "writing");
        if (maxDictionaryBytes < 1) {
            throw new IllegalArgumentException(
                    "maxDictionaryBytes is at least 1, not " + maxDictionaryBytes);
        }
    }

    public ConcatenationOptions withReading(ReadOptions other) {
        return new ConcatenationOptions(other, writing, maxDictionaryBytes, endMarkerRequired);
    }

    public ConcatenationOptions withWriting(WriteOptions other) {
        return new ConcatenationOptions(reading, other, maxDictionaryBytes, endMarkerRequired);
    }

    public ConcatenationOptions withMaxDictionaryBytes(long bytes) {
        return new ConcatenationOptions(reading, writing, bytes, endMarkerRequired);
    }

    public ConcatenationOptions withEndMarkerRequired(boolean required) {
        return new ConcatenationOptions(reading, writing, maxDictionaryBytes, required);
    }
}
