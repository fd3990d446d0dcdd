/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;
import io.github.flinkarrow.format.schema.Field;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Loads the values of dictionaries as the schema describes them. */
final class DictionaryLoader {

    private final ReadContext context;
    private final Map<Long, DictionaryFields.Encoded> fields;

    DictionaryLoader(ReadContext context, List<Field> fields) {
        this.context = context;
        this.fields = DictionaryFields.of(fields);
    }

    /**
     * Loads one dictionary.
     *
     * @param message of a dictionary that a field of the schema refers to
     * @param others what the values refer to where they are dictionary-encoded themselves
     */
    Dictionary load(EncapsulatedMessage message, DictionarySource others) throws IOException {
        DictionaryBatchHeader header = (DictionaryBatchHeader) message.message().header();
        DictionaryFields.Encoded encoded = fields.get(header.id());
        Field values = Dictionary.valueField(encoded.field());
        return new RecordBatchLoader(context, List.of(values), Projection.ALL, encoded.parent())
                .loadDictionary(message, header.data(), others);
    }
}
