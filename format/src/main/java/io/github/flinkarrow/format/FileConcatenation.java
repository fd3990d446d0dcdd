/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.statistics.BlockStatistics;

import java.io.IOException;
import java.util.List;

/**
 * Joins inputs as a file, whose dictionaries are written whole: before its first batch, or behind
 * the last one where they come batch by batch.
 */
final class FileConcatenation {

    private final IpcFileWriter writer;
    private final ConcatenationOptions options;

    FileConcatenation(IpcFileWriter writer, ConcatenationOptions options) {
        this.writer = writer;
        this.options = options;
    }

    void write(Schema schema, List<ScannedInput> inputs) throws IOException {
        if (schema.fields().stream().noneMatch(DictionaryFields::isOrHasEncoded)) {
            for (ScannedInput input : inputs) {
                if (input.copyable()) {
                    copyRecordBatches(input);
                } else {
                    DecodedBatches.forEach(input, schema, options.reading(), writer::write);
                }
            }
        } else if (haveSameDictionaries(inputs)) {
            copyDictionaries(inputs.get(0));
            for (ScannedInput input : inputs) {
                copyRecordBatches(input);
            }
        } else {
            unify(schema, inputs);
        }
        writer.finish();
    }

    /** Dictionaries of streams may be replaced between batches, those of files may not. */
    private static boolean haveSameDictionaries(List<ScannedInput> inputs) {
        ScannedInput first = inputs.get(0);
        return inputs.stream()
                .allMatch(
                        input ->
                                input.copyable()
                                        && input.container() == IpcContainer.FILE
                                        && input.dictionaries().equals(first.dictionaries()));
    }

    private void copyDictionaries(ScannedInput input) throws IOException {
        try (ConcatenatedInput messages = open(input)) {
            EncapsulatedMessage message;
            while ((message = messages.next()) != null
                    && message.message().header() instanceof DictionaryBatchHeader) {
                writer.copyDictionary(message, messages.input());
            }
        }
    }

    private void copyRecordBatches(ScannedInput input) throws IOException {
        try (ConcatenatedInput messages = open(input)) {
            BlockStatistics statistics = messages.statistics();
            int index = 0;
            EncapsulatedMessage message;
            while ((message = messages.next()) != null) {
                if (!(message.message().header() instanceof DictionaryBatchHeader)) {
                    writer.copyRecordBatch(message, messages.input(), statistics, index++);
                }
            }
        }
    }

    private ConcatenatedInput open(ScannedInput input) throws IOException {
        return ConcatenatedInput.open(input.source().open(), options.reading());
    }

    private void unify(Schema schema, List<ScannedInput> inputs) throws IOException {
        try (UnifiedDictionaries dictionaries = new UnifiedDictionaries(schema, options)) {
            for (ScannedInput input : inputs) {
                dictionaries.add(input);
            }
            // Not every reader knows of deltas in files.
            boolean complete = inputs.stream().allMatch(dictionaries::hasAllAtOnce);
            if (complete) {
                dictionaries.write(writer);
            }
            for (ScannedInput input : inputs) {
                if (input.copyable() && dictionaries.startWithThoseOf(input)) {
                    copyRecordBatches(input);
                } else {
                    DecodedBatches.forEach(
                            input,
                            schema,
                            options.reading(),
                            batch ->
                                    writer.writeBeforeDictionaries(
                                            dictionaries.encode(batch, input)));
                }
            }
            if (!complete) {
                dictionaries.write(writer);
            }
        }
    }
}
