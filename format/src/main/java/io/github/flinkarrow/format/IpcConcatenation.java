/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins files and streams of one schema by copying their messages: the bodies of record batches are
 * neither decompressed nor decoded.
 *
 * <p>Decoded and written anew are: inputs that are big-endian or have messages before version 5;
 * and, in a file, the batches of an input whose dictionaries are not the same as, or the start of,
 * those that are written, since a file has one dictionary of an id.
 *
 * <p>Custom metadata of messages is kept, and that of the schema, which has to be equal. That of
 * footers is not: it describes the files that it is in.
 */
public final class IpcConcatenation {

    /** An input, which is opened more than once. */
    @FunctionalInterface
    public interface Source {

        /** Opens the input, which is closed after use. */
        SeekableInput open() throws IOException;
    }

    private IpcConcatenation() {}

    /**
     * Writes the record batches of all inputs, in their order.
     *
     * @param inputs at least one, of either container
     * @param container of the result
     * @param output where the result starts now; is not closed
     * @param writing of what is written anew
     * @throws IOException if a schema is not equal to the first one's, or reading or writing fails
     * @throws UnsupportedIpcFeatureException if dictionaries differ that cannot be made one: those
     *     whose values refer to other dictionaries, that several fields share, or that have too
     *     many values together
     */
    public static void write(
            List<? extends Source> inputs,
            IpcContainer container,
            WritableByteChannel output,
            ReadOptions reading,
            WriteOptions writing)
            throws IOException {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("no inputs to join");
        }
        List<ScannedInput> scanned = new ArrayList<>(inputs.size());
        for (Source input : inputs) {
            ScannedInput next = ScannedInput.scan(input, reading);
            scanned.add(next);
            next.requireSchemaOf(scanned.get(0));
        }
        Schema schema = scanned.get(0).schema();
        switch (container) {
            case FILE ->
                    new FileConcatenation(new IpcFileWriter(output, schema, writing), reading)
                            .write(schema, scanned);
            case STREAM ->
                    new StreamConcatenation(new IpcStreamWriter(output, schema, writing), reading)
                            .write(schema, scanned);
        }
    }
}
