/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.util.List;

/** Joins inputs as a stream, in which a dictionary replaces the one before. */
final class StreamConcatenation {

    private final IpcStreamWriter writer;
    private final ConcatenationOptions options;

    StreamConcatenation(IpcStreamWriter writer, ConcatenationOptions options) {
        this.writer = writer;
        this.options = options;
    }

    void write(Schema schema, List<ScannedInput> inputs) throws IOException {
        boolean nested =
                DictionaryFields.of(schema.fields()).values().stream()
                        .anyMatch(encoded -> DictionaryFields.hasEncodedChild(encoded.field()));
        CopiedDictionaries dictionaries =
                new CopiedDictionaries(schema.fields(), options.reading(), writer::copy);
        for (ScannedInput input : inputs) {
            if (nested) {
                // A dictionary that is replaced takes those with it that refer to it.
                dictionaries.forget();
            }
            if (input.copyable()) {
                copy(input, dictionaries);
            } else {
                writeAnew(schema, input);
                dictionaries.forget();
            }
        }
        writer.finish();
    }

    private void writeAnew(Schema schema, ScannedInput input) throws IOException {
        if (input.schema().equals(schema)) {
            DecodedBatches.forEach(input, schema, options.reading(), writer::write);
            return;
        }
        try (UnifiedDictionaries dictionaries = new UnifiedDictionaries(schema, options)) {
            DecodedBatches.forEach(
                    input,
                    schema,
                    options.reading(),
                    batch -> writer.write(dictionaries.encode(batch, input)));
        }
    }

    private void copy(ScannedInput input, CopiedDictionaries dictionaries) throws IOException {
        dictionaries.startInput();
        try (ConcatenatedInput messages =
                ConcatenatedInput.open(input.source().open(), options.reading())) {
            EncapsulatedMessage message;
            while ((message = messages.next()) != null) {
                if (message.message().header() instanceof DictionaryBatchHeader header) {
                    dictionaries.copy(header, message, messages.input());
                } else {
                    writer.copy(message, messages.input());
                }
            }
        }
    }
}
