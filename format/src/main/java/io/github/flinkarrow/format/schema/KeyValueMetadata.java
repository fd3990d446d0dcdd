/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.schema;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Custom metadata of a schema, field, message or footer: pairs of strings in their order, a key
 * possibly more than once.
 *
 * @see <a
 *     href="https://arrow.apache.org/docs/format/Columnar.html#custom-application-metadata">Custom
 *     application metadata</a>
 */
public record KeyValueMetadata(List<KeyValue> pairs) {

    /** No metadata. */
    public static final KeyValueMetadata EMPTY = new KeyValueMetadata(List.of());

    /**
     * One pair; neither part is null. Both are text by the specification, but writers put other
     * bytes into values (pickled Python objects for one): a pair keeps its bytes, and is equal to
     * another of the same bytes.
     */
    public static final class KeyValue {

        private final String key;
        private final String value;

        /** The bytes of what is not UTF-8, otherwise null. */
        private final byte[] keyBytes;

        private final byte[] valueBytes;

        public KeyValue(String key, String value) {
            this.key = Objects.requireNonNull(key, "key");
            this.value = Objects.requireNonNull(value, "value");
            this.keyBytes = null;
            this.valueBytes = null;
        }

        private KeyValue(byte[] key, byte[] value) {
            this.key = new String(key, UTF_8);
            this.value = new String(value, UTF_8);
            this.keyBytes = unlessText(key, this.key);
            this.valueBytes = unlessText(value, this.value);
        }

        /** A pair of any bytes. */
        public static KeyValue ofBytes(byte[] key, byte[] value) {
            return new KeyValue(key, value);
        }

        private static byte[] unlessText(byte[] bytes, String text) {
            boolean replaced = text.indexOf('\uFFFD') >= 0;
            return replaced && !Arrays.equals(text.getBytes(UTF_8), bytes) ? bytes.clone() : null;
        }

        /** The text, with U+FFFD in place of what is not UTF-8. */
        public String key() {
            return key;
        }

        /** The text, with U+FFFD in place of what is not UTF-8. */
        public String value() {
            return value;
        }

        /**
         * A copy of the bytes of the key.
         *
         * @throws IllegalArgumentException if it was made of text with an unpaired surrogate
         */
        public byte[] keyBytes() {
            return bytes(key, keyBytes);
        }

        /** The same of the value. */
        public byte[] valueBytes() {
            return bytes(value, valueBytes);
        }

        private static byte[] bytes(String text, byte[] unlessText) {
            if (unlessText != null) {
                return unlessText.clone();
            }
            try {
                ByteBuffer encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
                byte[] bytes = new byte[encoded.remaining()];
                encoded.get(bytes);
                return bytes;
            } catch (CharacterCodingException e) {
                throw new IllegalArgumentException("text with an unpaired surrogate", e);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof KeyValue pair
                    && key.equals(pair.key)
                    && value.equals(pair.value)
                    && Arrays.equals(keyBytes, pair.keyBytes)
                    && Arrays.equals(valueBytes, pair.valueBytes);
        }

        @Override
        public int hashCode() {
            return Objects.hash(key, value);
        }

        @Override
        public String toString() {
            return key + "=" + value;
        }
    }

    public KeyValueMetadata {
        pairs = List.copyOf(pairs);
    }

    /** The pairs of a map, in its iteration order. */
    public static KeyValueMetadata of(Map<String, String> map) {
        List<KeyValue> pairs = new ArrayList<>(map.size());
        map.forEach((key, value) -> pairs.add(new KeyValue(key, value)));
        return new KeyValueMetadata(pairs);
    }

    public boolean isEmpty() {
        return pairs.isEmpty();
    }

    /** The value of the first pair with the key. */
    public Optional<String> get(String key) {
        for (KeyValue pair : pairs) {
            if (pair.key().equals(key)) {
                return Optional.of(pair.value());
            }
        }
        return Optional.empty();
    }

    /** These pairs but for those of a key. */
    public KeyValueMetadata without(String key) {
        return get(key).isEmpty()
                ? this
                : new KeyValueMetadata(
                        pairs.stream().filter(pair -> !pair.key().equals(key)).toList());
    }
}
