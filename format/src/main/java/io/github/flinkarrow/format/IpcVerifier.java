/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a whole file or stream with every check there is: those of {@link Validation#FULL}, and
 * that the stream inside of a file is what its footer says. Dictionaries that no record batch needs
 * are read too.
 *
 * <p>A file whose footer and stream disagree is read by the footer everywhere else.
 */
public final class IpcVerifier {

    private IpcVerifier() {}

    /** What a valid file or stream holds. */
    public record Contents(long rows, long recordBatches) {}

    /**
     * Verifies a file or stream, whichever it is.
     *
     * @param input is closed
     * @throws IpcFormatException if the bytes break the format
     * @throws UnsupportedIpcFeatureException if they use a part of it that is not implemented
     */
    public static Contents verify(SeekableInput input, ReadOptions options) throws IOException {
        ReadOptions full = options.withValidation(Validation.FULL);
        try (input) {
            return IpcContainer.of(input) == IpcContainer.FILE
                    ? file(input, full)
                    : stream(IpcStreamReader.open(input, full));
        }
    }

    /**
     * Verifies a stream that cannot be read at random.
     *
     * @param stream is closed
     * @param name what the stream is called in messages
     */
    public static Contents verify(InputStream stream, String name, ReadOptions options)
            throws IOException {
        return stream(IpcStreamReader.open(stream, name, options.withValidation(Validation.FULL)));
    }

    private static Contents file(SeekableInput input, ReadOptions options) throws IOException {
        try (IpcFileReader reader = IpcFileReader.open(input, options)) {
            long rows = 0;
            for (int i = 0; i < reader.recordBatchCount(); i++) {
                try (RecordBatch batch = reader.recordBatch(i)) {
                    rows += batch.rowCount();
                }
            }
            reader.loadDictionaries();
            EmbeddedStream.check(input, options);
            return new Contents(rows, reader.recordBatchCount());
        }
    }

    private static Contents stream(IpcStreamReader reader) throws IOException {
        try (reader) {
            long rows = 0;
            long batches = 0;
            while (true) {
                try (RecordBatch batch = reader.next()) {
                    if (batch == null) {
                        return new Contents(rows, batches);
                    }
                    rows += batch.rowCount();
                    batches++;
                }
            }
        }
    }
}
