/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.KeyValueMetadata.KeyValue;
import io.github.flinkarrow.format.schema.Schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Seeded custom metadata of text, in which no key occurs twice. */
public final class RandomMetadata {

    private static final String[] TEXTS = {"", "k", "Grüße", "a b", "\uD83E\uDEB6", "{\"x\":1}\n"};

    private final Random random;

    public RandomMetadata(long seed) {
        this.random = new Random(seed);
    }

    /** None to a few pairs. */
    public KeyValueMetadata next() {
        List<KeyValue> pairs = new ArrayList<>();
        for (String key : TEXTS) {
            if (random.nextInt(3) == 0) {
                pairs.add(new KeyValue(key, TEXTS[random.nextInt(TEXTS.length)]));
            }
        }
        return new KeyValueMetadata(pairs);
    }

    /** A schema with other metadata, its fields and their children too. */
    public Schema with(Schema schema) {
        return new Schema(schema.fields().stream().map(this::with).toList(), next());
    }

    private Field with(Field field) {
        return new Field(
                field.name(),
                field.nullable(),
                field.type(),
                field.dictionary(),
                field.children().stream().map(this::with).toList(),
                next());
    }

    /** As arrow-java has it. */
    public static Map<String, String> map(KeyValueMetadata metadata) {
        Map<String, String> map = new LinkedHashMap<>();
        metadata.pairs().forEach(pair -> map.put(pair.key(), pair.value()));
        return map;
    }
}
