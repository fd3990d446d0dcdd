/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import org.apache.arrow.flatbuf.KeyValue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Custom metadata out of and into a flatbuffer. */
final class KeyValues {

    private KeyValues() {}

    /**
     * The pairs of a verified vector. Writers put bytes that are no text into values (pickled
     * Python objects for one), and the rest of the file is readable all the same: what is not UTF-8
     * becomes U+FFFD.
     */
    static KeyValueMetadata decode(int count, IntFunction<KeyValue> pairs) {
        if (count == 0) {
            return KeyValueMetadata.EMPTY;
        }
        List<KeyValueMetadata.KeyValue> decoded = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            KeyValue pair = pairs.apply(i);
            decoded.add(
                    new KeyValueMetadata.KeyValue(
                            Text.lenient(pair.keyAsByteBuffer()),
                            Text.lenient(pair.valueAsByteBuffer())));
        }
        return new KeyValueMetadata(decoded);
    }

    /** The position of a vector of the pairs, or 0 where there are none. */
    static int encode(FlatBufferBuilder builder, KeyValueMetadata metadata) {
        if (metadata.isEmpty()) {
            return 0;
        }
        int[] pairs = new int[metadata.pairs().size()];
        for (int i = 0; i < pairs.length; i++) {
            KeyValueMetadata.KeyValue pair = metadata.pairs().get(i);
            int key = builder.createString(pair.key());
            int value = builder.createString(pair.value());
            pairs[i] = KeyValue.createKeyValue(builder, key, value);
        }
        return builder.createVectorOfTables(pairs);
    }
}
