/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrayBuilder;
import io.github.flinkarrow.format.array.BufferSource;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Builders of values that nobody closes: their memory is left to the garbage collector. */
final class HeapBuilders {

    private static final BufferSource HEAP =
            new BufferSource() {
                @Override
                public ByteBuffer allocate(int size) {
                    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
                }

                @Override
                public void release(ByteBuffer buffer) {}
            };

    private HeapBuilders() {}

    /**
     * A builder of the values of a dictionary, with indices in the place of what is
     * dictionary-encoded itself.
     */
    static ArrayBuilder ofValues(Field encoded) {
        return ofValues(encoded, HEAP);
    }

    /**
     * The same where the values may turn out too large: see {@link BoundedAppend}.
     *
     * @param mostBytes of the values
     */
    static ArrayBuilder ofValues(Field encoded, long mostBytes) {
        return ofValues(encoded, new SharedBuffers(HEAP, mostBytes));
    }

    private static ArrayBuilder ofValues(Field encoded, BufferSource source) {
        Field values = DictionaryFields.asStored(Dictionary.valueField(encoded));
        Schema schema = new Schema(List.of(values), KeyValueMetadata.EMPTY);
        return new RecordBatchBuilder(schema, source).column(0);
    }
}
