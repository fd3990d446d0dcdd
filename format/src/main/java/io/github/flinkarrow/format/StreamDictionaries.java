/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;
import io.github.flinkarrow.format.schema.Field;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The dictionaries of a stream as they are at its current position. */
final class StreamDictionaries implements DictionarySource {

    private final ReadContext context;
    private final Map<Long, DictionaryFields.Encoded> fields;
    private final Map<Long, Dictionary> loaded = new HashMap<>();

    StreamDictionaries(ReadContext context, List<Field> fields) {
        this.context = context;
        this.fields = DictionaryFields.of(fields);
    }

    @Override
    public Dictionary get(long id) {
        return loaded.get(id);
    }

    /** Adds or replaces a dictionary; batches loaded before keep the one they refer to. */
    void add(EncapsulatedMessage message, DictionaryBatchHeader header) throws IOException {
        DictionaryFields.Encoded encoded = fields.get(header.id());
        if (encoded == null) {
            throw message.location().malformed("no field refers to dictionary " + header.id());
        }
        if (header.delta()) {
            throw message.location().unsupported("delta dictionary " + header.id());
        }
        Field values = Dictionary.valueField(encoded.field());
        RecordBatchLoader loader =
                new RecordBatchLoader(context, List.of(values), Projection.ALL, encoded.parent());
        Dictionary previous =
                loaded.put(header.id(), loader.loadDictionary(message, header.data(), this));
        if (previous != null) {
            previous.memory().release();
        }
    }

    void release() {
        loaded.values().forEach(dictionary -> dictionary.memory().release());
        loaded.clear();
    }
}
