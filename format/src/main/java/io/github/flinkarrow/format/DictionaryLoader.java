/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;
import io.github.flinkarrow.format.internal.metadata.FieldPath;
import io.github.flinkarrow.format.schema.Field;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Loads the values of dictionaries as the schema describes them. */
final class DictionaryLoader {

    private static final int MOST_WHOLE = 64;

    private final ReadContext context;
    private final MessageReader messages;
    private final Map<Long, DictionaryFields.Encoded> fields;
    private final MetadataBudget pending;
    private int whole;

    DictionaryLoader(ReadContext context, List<Field> fields) {
        this.context = context;
        this.messages = new MessageReader(context.input(), context.options());
        this.fields = DictionaryFields.of(fields);
        this.pending =
                new MetadataBudget(
                        context.options(), "dictionary messages that no column has needed so far");
    }

    /** Whether a field of the schema refers to the dictionary. */
    boolean knows(long id) {
        return fields.containsKey(id);
    }

    /** The first field that refers to the dictionary. */
    Field encodedField(long id) {
        return fields.get(id).field();
    }

    /** The field of the values, with indices in the place of what is dictionary-encoded itself. */
    Field storedField(long id) {
        return DictionaryFields.asStored(Dictionary.valueField(encodedField(id)));
    }

    /**
     * Loads the values of one message.
     *
     * @param message of a dictionary that a field of the schema refers to
     * @return values of the {@link #storedField}
     */
    Dictionary load(EncapsulatedMessage message) throws IOException {
        DictionaryBatchHeader header = (DictionaryBatchHeader) message.message().header();
        FieldPath parent = fields.get(header.id()).parent();
        List<Field> values = List.of(storedField(header.id()));
        return new RecordBatchLoader(context, values, Projection.ALL, parent)
                .loadDictionary(message, header.data());
    }

    /** Reads the metadata of a message that has been read before. */
    EncapsulatedMessage readAgain(Block block) throws IOException {
        return messages.read(
                block, new Location(context.input().name(), "dictionary", block.offset()));
    }

    /** Whether one more message may be kept whole, which is then counted. */
    boolean keepsWhole() {
        if (whole == MOST_WHOLE) {
            return false;
        }
        whole++;
        return true;
    }

    /** Messages that were kept whole are not any more. */
    void removeWhole(int count) {
        whole -= count;
    }

    /**
     * Takes note of a message that is to be read again.
     *
     * @throws UnsupportedIpcFeatureException if what is kept of all is beyond the metadata limit
     */
    void addPending(Location location) throws UnsupportedIpcFeatureException {
        pending.add(BlockList.BYTES_EACH, location);
    }

    /** The opposite, of so many. */
    void removePending(int count) {
        pending.remove((long) count * BlockList.BYTES_EACH);
    }

    /** Nothing yet, to which messages are appended. */
    GrowingDictionary grow(long id) {
        return new GrowingDictionary(context.options(), storedField(id));
    }

    /** What a dictionary refers to itself. */
    DictionaryBinding binding(long id) {
        return new DictionaryBinding(this, fields.get(id));
    }
}
