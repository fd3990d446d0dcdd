/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Copies dictionaries of one input after another into a stream, but for what is there already. */
final class CopiedDictionaries {

    /** Takes a message. */
    interface Target {
        void copy(EncapsulatedMessage message, SeekableInput input) throws IOException;
    }

    /** A dictionary message and what tells it from others. */
    private record Part(EncapsulatedMessage message, String digest) {}

    private final Target target;

    /** Digests of the messages that make up each dictionary of the stream as it is now. */
    private final Map<Long, List<String>> written = new HashMap<>();

    /** The messages that make up each dictionary of the input as it is now. */
    private final Map<Long, List<Part>> needed = new HashMap<>();

    CopiedDictionaries(Target target) {
        this.target = target;
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
        parts.add(new Part(message, MessageDigest.of(message, input)));
        List<String> digests = parts.stream().map(Part::digest).toList();
        List<String> before = written.getOrDefault(id, List.of());
        if (startsWith(before, digests)) {
            return;
        }
        boolean grown = !before.isEmpty() && startsWith(digests, before);
        for (Part part : parts.subList(grown ? before.size() : 0, parts.size())) {
            target.copy(part.message(), input);
        }
        written.put(id, digests);
    }

    private static boolean startsWith(List<String> list, List<String> start) {
        return list.size() >= start.size() && list.subList(0, start.size()).equals(start);
    }
}
