/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.util.List;

/** Joins inputs as a stream, in which a dictionary replaces the one before. */
final class StreamConcatenation {

    private final IpcStreamWriter writer;
    private final ReadOptions reading;

    StreamConcatenation(IpcStreamWriter writer, ReadOptions reading) {
        this.writer = writer;
        this.reading = reading;
    }

    void write(Schema schema, List<ScannedInput> inputs) throws IOException {
        boolean nested =
                DictionaryFields.of(schema.fields()).values().stream()
                        .anyMatch(encoded -> DictionaryFields.hasEncodedChild(encoded.field()));
        CopiedDictionaries dictionaries = new CopiedDictionaries(writer::copy);
        for (ScannedInput input : inputs) {
            if (nested) {
                // A dictionary that is replaced takes those with it that refer to it.
                dictionaries.forget();
            }
            if (input.copyable()) {
                copy(input, dictionaries);
            } else {
                DecodedBatches.forEach(input, reading, writer::write);
                dictionaries.forget();
            }
        }
        writer.finish();
    }

    private void copy(ScannedInput input, CopiedDictionaries dictionaries) throws IOException {
        dictionaries.startInput();
        try (ConcatenatedInput messages = ConcatenatedInput.open(input.source().open(), reading)) {
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
