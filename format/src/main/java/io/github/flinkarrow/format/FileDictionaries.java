/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;
import io.github.flinkarrow.format.internal.metadata.FileFooter;
import io.github.flinkarrow.format.schema.Field;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The dictionaries of a file: each is loaded when a chosen column first needs it, and kept until
 * the file is closed.
 */
final class FileDictionaries implements DictionarySource {

    private final ReadContext context;
    private final FileFooter footer;
    private final FileBlocks blocks;
    private final MessageReader messages;
    private final Map<Long, DictionaryFields.Encoded> fields;

    /** The message of each dictionary, read when the first dictionary is needed. */
    private Map<Long, EncapsulatedMessage> batches;

    private final Map<Long, Dictionary> loaded = new HashMap<>();

    FileDictionaries(
            ReadContext context, FileFooter footer, FileBlocks blocks, MessageReader messages) {
        this.context = context;
        this.footer = footer;
        this.blocks = blocks;
        this.messages = messages;
        this.fields = DictionaryFields.of(footer.schema().fields());
    }

    @Override
    public Dictionary get(long id) throws IOException {
        Dictionary dictionary = loaded.get(id);
        if (dictionary == null) {
            if (batches == null) {
                batches = readMessages();
            }
            EncapsulatedMessage message = batches.remove(id);
            if (message != null) {
                dictionary = load(id, message);
                loaded.put(id, dictionary);
            }
        }
        return dictionary;
    }

    private Map<Long, EncapsulatedMessage> readMessages() throws IOException {
        Map<Long, EncapsulatedMessage> byId = new HashMap<>();
        for (int i = 0; i < footer.dictionaryCount(); i++) {
            Block block = blocks.dictionary(i);
            Location location =
                    new Location(context.input().name(), "dictionary block " + i, block.offset());
            EncapsulatedMessage message = messages.read(block, location);
            if (!(message.message().header() instanceof DictionaryBatchHeader header)) {
                throw location.malformed("expected a DictionaryBatch message");
            }
            if (header.delta()) {
                throw location.unsupported("delta dictionary " + header.id());
            }
            if (byId.put(header.id(), message) != null) {
                throw location.malformed(
                        "a second dictionary " + header.id() + " that is not a delta");
            }
        }
        return byId;
    }

    private Dictionary load(long id, EncapsulatedMessage message) throws IOException {
        DictionaryFields.Encoded encoded = fields.get(id);
        Field values = Dictionary.valueField(encoded.field());
        return new RecordBatchLoader(context, List.of(values), Projection.ALL, encoded.parent())
                .loadDictionary(
                        message, ((DictionaryBatchHeader) message.message().header()).data(), this);
    }

    void release() {
        loaded.values().forEach(dictionary -> dictionary.memory().release());
        loaded.clear();
    }
}
