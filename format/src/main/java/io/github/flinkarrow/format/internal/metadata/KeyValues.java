/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import org.apache.arrow.flatbuf.KeyValue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Custom metadata out of and into a flatbuffer. */
final class KeyValues {

    private KeyValues() {}

    /** The pairs of a verified vector, an absent part being empty. */
    static KeyValueMetadata decode(int count, IntFunction<KeyValue> pairs) {
        if (count == 0) {
            return KeyValueMetadata.EMPTY;
        }
        List<KeyValueMetadata.KeyValue> decoded = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            KeyValue pair = pairs.apply(i);
            decoded.add(
                    KeyValueMetadata.KeyValue.ofBytes(
                            bytes(pair.keyAsByteBuffer()), bytes(pair.valueAsByteBuffer())));
        }
        return new KeyValueMetadata(decoded);
    }

    private static byte[] bytes(ByteBuffer part) {
        byte[] bytes = new byte[part == null ? 0 : part.remaining()];
        if (part != null) {
            part.get(part.position(), bytes);
        }
        return bytes;
    }

    /** The position of a vector of the pairs, or 0 where there are none. */
    static int encode(FlatBufferBuilder builder, KeyValueMetadata metadata) {
        if (metadata.isEmpty()) {
            return 0;
        }
        int[] pairs = new int[metadata.pairs().size()];
        for (int i = 0; i < pairs.length; i++) {
            KeyValueMetadata.KeyValue pair = metadata.pairs().get(i);
            int key = builder.createString(ByteBuffer.wrap(pair.keyBytes()));
            int value = builder.createString(ByteBuffer.wrap(pair.valueBytes()));
            pairs[i] = KeyValue.createKeyValue(builder, key, value);
        }
        return builder.createVectorOfTables(pairs);
    }
}
