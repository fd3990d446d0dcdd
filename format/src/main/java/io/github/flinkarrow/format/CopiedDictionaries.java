/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;
import io.github.flinkarrow.format.schema.Field;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Copies dictionaries of one input after another into a stream, but for what is there already. */
final class CopiedDictionaries {

    /** Takes a message. */
    interface Target {
        void copy(EncapsulatedMessage message, SeekableInput input) throws IOException;
    }

    private final Target target;
    private final ReadOptions reading;
    private final MetadataBudget budget;

    /** Those that fields refer to. */
    private final Set<Long> ids;

    /** For each dictionary those whose values refer to it, directly or not. */
    private final Map<Long, Set<Long>> referring = new HashMap<>();

    /** Digests of the messages that make up each dictionary of the stream as it is now. */
    private final Map<Long, DigestList> written = new HashMap<>();

    /**
     * The messages that make up each dictionary of the input as it is now. Up to the last one they
     * are the first of those written, unless there is nothing written.
     */
    private final Map<Long, BlockList> needed = new HashMap<>();

    /**
     * @param fields of the schema
     * @param reading of the inputs, of whose messages so much is kept as it allows
     */
    CopiedDictionaries(List<Field> fields, ReadOptions reading, Target target) {
        this.target = target;
        this.reading = reading;
        this.budget = new MetadataBudget(reading, "dictionary messages that are in force");
        Map<Long, DictionaryFields.Encoded> encoded = DictionaryFields.of(fields);
        this.ids = encoded.keySet();
        encoded.forEach((id, field) -> addReferring(id, field.field().children()));
    }

    private void addReferring(long outer, List<Field> fields) {
        for (long inner : DictionaryFields.of(fields).keySet()) {
            referring.computeIfAbsent(inner, id -> new HashSet<>()).add(outer);
        }
    }

    /** The messages that follow are those of another input. */
    void startInput() {
        needed.values().forEach(this::clear);
    }

    /** The dictionaries of the stream have become others. */
    void forget() {
        written.values().forEach(this::clear);
    }

    private void clear(BlockList blocks) {
        budget.remove((long) blocks.size() * BlockList.BYTES_EACH);
        blocks.clear();
    }

    private void clear(DigestList digests) {
        budget.remove((long) digests.size() * DigestList.BYTES_EACH);
        digests.clear();
    }

    /**
     * Copies the message, and those before it that it needs, unless they are in force, or no field
     * refers to them.
     *
     * @throws UnsupportedIpcFeatureException if too many are in force
     */
    void copy(DictionaryBatchHeader header, EncapsulatedMessage message, SeekableInput input)
            throws IOException {
        long id = header.id();
        if (!ids.contains(id)) {
            return;
        }
        BlockList parts = needed.computeIfAbsent(id, key -> new BlockList());
        DigestList before = written.computeIfAbsent(id, key -> new DigestList());
        if (!header.delta()) {
            clear(parts);
        }
        int last = parts.size();
        budget.add(BlockList.BYTES_EACH, message.location());
        parts.add(message.block());
        MessageDigest digest = MessageDigest.of(message, input);
        if (last < before.size() && before.get(last).equals(digest)) {
            return;
        }
        if (last != before.size()) {
            forgetReferring(id);
            clear(before);
            copyAgain(parts, last, before, input);
        }
        write(message, digest, before, input);
    }

    private void copyAgain(BlockList parts, int count, DigestList before, SeekableInput input)
            throws IOException {
        MessageReader messages = new MessageReader(input, reading);
        for (int i = 0; i < count; i++) {
            Block block = parts.get(i);
            EncapsulatedMessage part =
                    messages.read(block, new Location(input.name(), "dictionary", block.offset()));
            write(part, MessageDigest.of(part, input), before, input);
        }
    }

    private void write(
            EncapsulatedMessage message,
            MessageDigest digest,
            DigestList before,
            SeekableInput input)
            throws IOException {
        budget.add(DigestList.BYTES_EACH, message.location());
        target.copy(message, input);
        before.add(digest);
    }

    /**
     * A dictionary that is replaced takes those with it that refer to it: readers that resolved
     * them do not look again.
     */
    private void forgetReferring(long id) {
        for (long outer : referring.getOrDefault(id, Set.of())) {
            DigestList digests = written.get(outer);
            if (digests != null) {
                clear(digests);
            }
        }
    }
}
