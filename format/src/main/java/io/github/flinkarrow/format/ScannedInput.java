/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;
import io.github.flinkarrow.format.internal.metadata.Quoted;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * What has to be known of an input before anything of it is copied.
 *
 * @param copyable whether all of its messages may stand as they are in what is written today, and
 *     none takes a dictionary of another input for its own
 * @param dictionaries a digest of all dictionary messages of a file, in their order; of none of a
 *     stream, which is never asked for it
 */
record ScannedInput(
        IpcConcatenation.Source source,
        String name,
        IpcContainer container,
        Schema schema,
        boolean copyable,
        MessageDigest dictionaries) {

    /** Reads the metadata of all messages, and the bodies of the dictionaries of files. */
    static ScannedInput scan(IpcConcatenation.Source source, ConcatenationOptions options)
            throws IOException {
        try (ConcatenatedInput input = ConcatenatedInput.open(source.open(), options.reading())) {
            Set<Long> missing =
                    new HashSet<>(DictionaryFields.of(input.schema().fields()).keySet());
            MessageDigest dictionaries = MessageDigest.NONE;
            boolean copyable = true;
            EncapsulatedMessage message;
            while ((message = input.next()) != null) {
                copyable &= input.isCopyable(message);
                if (message.message().header() instanceof DictionaryBatchHeader header) {
                    copyable &= !header.delta() || !missing.contains(header.id());
                    missing.remove(header.id());
                    if (input.container() == IpcContainer.FILE) {
                        dictionaries =
                                dictionaries.followedBy(MessageDigest.of(message, input.input()));
                    }
                } else {
                    copyable &= missing.isEmpty();
                }
            }
            if (options.endMarkerRequired()) {
                input.requireEndMarker();
            }
            return new ScannedInput(
                    source,
                    input.input().name(),
                    input.container(),
                    input.schema(),
                    copyable,
                    dictionaries);
        }
    }

    /** The same where a result of the schema is to be written: another's batches are no copies. */
    ScannedInput forResultOf(Schema result) {
        return new ScannedInput(
                source, name, container, schema, copyable && schema.equals(result), dictionaries);
    }

    /**
     * @throws UnlikeSchemaException if the schemas differ in a field, other than in what is
     *     dictionary-encoded, or in custom metadata
     */
    void requireSchemaOf(ScannedInput first) throws UnlikeSchemaException {
        Schema here = PlainBatches.schemaOf(schema);
        Schema there = PlainBatches.schemaOf(first.schema);
        int count = Math.max(schema.fields().size(), first.schema.fields().size());
        for (int i = 0; i < count; i++) {
            Field expected = field(there, i);
            Field found = field(here, i);
            if (expected == null || !expected.equals(found)) {
                throw unlike(
                        first,
                        "column %d is %s there and %s here"
                                .formatted(i, describe(expected), describe(found)));
            }
        }
        if (!schema.metadata().equals(first.schema.metadata())) {
            throw unlike(first, "its custom metadata differs");
        }
    }

    private UnlikeSchemaException unlike(ScannedInput first, String reason) {
        return new UnlikeSchemaException(
                name + ": cannot be joined to " + first.name + ": another schema: " + reason);
    }

    private static Field field(Schema schema, int index) {
        return index < schema.fields().size() ? schema.fields().get(index) : null;
    }

    private static String describe(Field field) {
        return field == null ? "none" : Quoted.of(field.name()) + " (" + field + ")";
    }
}
