/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Joins files and streams of one schema by copying their messages: the bodies of record batches are
 * neither decompressed nor decoded.
 *
 * <p>Decoded and written anew are: inputs that are big-endian or have messages before version 5;
 * and, in a file, the batches of an input whose dictionaries are not the same as, or the start of,
 * those that are written, since a file has one dictionary of an id; and those whose columns are
 * dictionary-encoded otherwise than in the result, which has the encoding of the input with the
 * fewest dictionaries. Where values are taken out of their dictionaries, batches end at 16 MiB and
 * lose the custom metadata of their messages.
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
     * @throws UnlikeSchemaException if a schema differs from the first one's in more than what is
     *     dictionary-encoded
     * @throws IOException if reading or writing fails
     * @throws UnsupportedIpcFeatureException if dictionaries differ that cannot be made one: those
     *     whose values refer to other dictionaries, that several fields share, or that have too
     *     many values, or bytes, together
     */
    public static void write(
            List<? extends Source> inputs,
            IpcContainer container,
            WritableByteChannel output,
            ConcatenationOptions options)
            throws IOException {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("no inputs to join");
        }
        List<ScannedInput> scanned = new ArrayList<>(inputs.size());
        for (Source input : inputs) {
            ScannedInput next = ScannedInput.scan(input, options);
            scanned.add(next);
            next.requireSchemaOf(scanned.get(0));
        }
        Schema schema = schema(scanned);
        scanned.replaceAll(input -> input.forResultOf(schema));
        WriteOptions writing = options.writing();
        switch (container) {
            case FILE ->
                    new FileConcatenation(new IpcFileWriter(output, schema, writing), options)
                            .write(schema, scanned);
            case STREAM ->
                    new StreamConcatenation(new IpcStreamWriter(output, schema, writing), options)
                            .write(schema, scanned);
        }
    }

    /** The first of the schemas with the fewest dictionaries: none grows for values of others. */
    private static Schema schema(List<ScannedInput> inputs) {
        return inputs.stream()
                .map(ScannedInput::schema)
                .min(Comparator.comparing(schema -> DictionaryFields.of(schema.fields()).size()))
                .orElseThrow();
    }
}
