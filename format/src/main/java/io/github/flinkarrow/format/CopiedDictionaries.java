/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;
import io.github.flinkarrow.format.schema.Field;

import java.io.IOException;
import java.util.ArrayList;
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

    /** A dictionary message and what tells it from others. */
    private record Part(EncapsulatedMessage message, String digest) {}

    private final Target target;

    /** For each dictionary those whose values refer to it, directly or not. */
    private final Map<Long, Set<Long>> referring = new HashMap<>();

    /** Digests of the messages that make up each dictionary of the stream as it is now. */
    private final Map<Long, List<String>> written = new HashMap<>();

    /**
     * The messages that make up each dictionary of the input as it is now. Up to the last one they
     * are the first of those written, unless there is nothing written.
     */
    private final Map<Long, List<Part>> needed = new HashMap<>();

    /**
     * @param fields of the schema
     */
    CopiedDictionaries(List<Field> fields, Target target) {
        this.target = target;
        DictionaryFields.of(fields)
                .forEach((id, encoded) -> addReferring(id, encoded.field().children()));
    }

    private void addReferring(long outer, List<Field> fields) {
        for (long inner : DictionaryFields.of(fields).keySet()) {
            referring.computeIfAbsent(inner, id -> new HashSet<>()).add(outer);
        }
    }

    /** The messages that follow are those of another input. */
    void startInput() {
        needed.clear();
    }

    /** The dictionaries of the stream have become others. */
    void forget() {
        written.clear();
    }

    /** Copies the message, and those before it that it needs, unless they are in force. */
    void copy(DictionaryBatchHeader header, EncapsulatedMessage message, SeekableInput input)
            throws IOException {
        long id = header.id();
        List<Part> parts = needed.computeIfAbsent(id, key -> new ArrayList<>());
        if (!header.delta()) {
            parts.clear();
        }
        Part part = new Part(message, MessageDigest.of(message, input));
        parts.add(part);
        List<String> before = written.computeIfAbsent(id, key -> new ArrayList<>());
        int last = parts.size() - 1;
        if (last < before.size() && before.get(last).equals(part.digest())) {
            return;
        }
        if (last == before.size()) {
            target.copy(message, input);
            before.add(part.digest());
            return;
        }
        forgetReferring(id);
        before.clear();
        for (Part one : parts) {
            target.copy(one.message(), input);
            before.add(one.digest());
        }
    }

    /**
     * A dictionary that is replaced takes those with it that refer to it: readers that resolved
     * them do not look again.
     */
    private void forgetReferring(long id) {
        for (long outer : referring.getOrDefault(id, Set.of())) {
            written.remove(outer);
        }
    }
}
