/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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

    /** One pair; neither part is null. */
    public record KeyValue(String key, String value) {
        public KeyValue {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(value, "value");
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
}
