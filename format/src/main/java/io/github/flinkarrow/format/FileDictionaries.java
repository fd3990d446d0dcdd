/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;
import io.github.flinkarrow.format.internal.metadata.FileFooter;

import java.io.IOException;
import java.util.HashMap;
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
    private final DictionaryLoader loader;

    /** By their ids; read when the first dictionary is needed. */
    private Map<Long, DictionaryEntry> entries;

    FileDictionaries(
            ReadContext context, FileFooter footer, FileBlocks blocks, MessageReader messages) {
        this.context = context;
        this.footer = footer;
        this.blocks = blocks;
        this.messages = messages;
        this.loader = new DictionaryLoader(context, footer.schema().fields());
    }

    @Override
    public Dictionary get(long id) throws IOException {
        if (entries == null) {
            entries = readMessages();
        }
        DictionaryEntry entry = entries.get(id);
        return entry == null ? null : entry.get(this);
    }

    /** Loads every dictionary, those that no record batch needs among them. */
    void loadAll() throws IOException {
        if (entries == null) {
            entries = readMessages();
        }
        for (DictionaryEntry entry : entries.values()) {
            entry.get(this);
        }
    }

    private Map<Long, DictionaryEntry> readMessages() throws IOException {
        Map<Long, DictionaryEntry> byId = new HashMap<>();
        for (int i = 0; i < footer.dictionaryCount(); i++) {
            Block block = blocks.dictionary(i);
            Location location =
                    new Location(context.input().name(), "dictionary block " + i, block.offset());
            EncapsulatedMessage message = messages.read(block, location);
            if (!(message.message().header() instanceof DictionaryBatchHeader header)) {
                throw location.malformed("expected a DictionaryBatch message");
            }
            if (loader.knows(header.id())) {
                DictionaryEntry entry =
                        byId.computeIfAbsent(header.id(), id -> new DictionaryEntry(id, loader));
                if (!header.delta() && entry.hasBase()) {
                    throw location.malformed(
                            "a second dictionary " + header.id() + " that is not a delta");
                }
                entry.add(message);
            } else if (context.options().validation() == Validation.FULL) {
                throw location.malformed("no field refers to dictionary " + header.id());
            }
        }
        return byId;
    }

    void release() {
        if (entries != null) {
            entries.values().forEach(DictionaryEntry::discard);
        }
    }
}
