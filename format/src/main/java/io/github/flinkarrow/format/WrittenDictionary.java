/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrayBuilder;
import io.github.flinkarrow.format.array.ArrayEquality;
import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.BufferSource;
import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.NestedArrays;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of a dictionary that have been written: a copy, since the batches they came with are
 * gone. It is left to the garbage collector, as a writer may be abandoned.
 */
final class WrittenDictionary {

    private static final BufferSource HEAP =
            new BufferSource() {
                @Override
                public ByteBuffer allocate(int size) {
                    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
                }

                @Override
                public void release(ByteBuffer buffer) {}
            };

    private final Field field;
    private final ArrayBuilder copy;

    /** The array whose values are known to be the first of the copy. */
    private ArrowArray known;

    /**
     * @param field the first one that refers to the dictionary
     */
    WrittenDictionary(Field field, ArrowArray values) {
        this.field = field;
        this.copy = builder(field);
        copy.appendFrom(stored(values), 0, values.length());
        this.known = values;
    }

    private static ArrayBuilder builder(Field encoded) {
        Field values = DictionaryFields.asStored(Dictionary.valueField(encoded));
        Schema schema = new Schema(List.of(values), KeyValueMetadata.EMPTY);
        // Nothing is lost where it is not closed: the memory is on the heap.
        return new RecordBatchBuilder(schema, HEAP).column(0);
    }

    Field field() {
        return field;
    }

    /**
     * How many values come behind those that have been written, 0 or more; -1 if others have been
     * written.
     */
    int newValues(ArrowArray values) {
        if (values == known) {
            return 0;
        }
        int common = Math.min(copy.length(), values.length());
        if (!ArrayEquality.startEqually(copy.build(), stored(values), common)) {
            return -1;
        }
        known = values;
        return values.length() - common;
    }

    /** Adds the last values, and returns them alone. */
    ArrowArray add(ArrowArray values, int count) {
        ArrowArray stored = stored(values);
        int from = values.length() - count;
        copy.appendFrom(stored, from, values.length());
        ArrayBuilder added = builder(field);
        added.appendFrom(stored, from, values.length());
        return added.build();
    }

    /** The values with indices in the place of what is dictionary-encoded itself. */
    private static ArrowArray stored(ArrowArray array) {
        if (array instanceof DictionaryArray encoded) {
            return encoded.indices();
        }
        List<ArrowArray> children = new ArrayList<>(NestedArrays.children(array));
        if (children.isEmpty() || !DictionaryFields.isOrHasEncoded(array.field())) {
            return array;
        }
        children.replaceAll(WrittenDictionary::stored);
        return NestedArrays.withChildren(array, DictionaryFields.asStored(array.field()), children);
    }
}
