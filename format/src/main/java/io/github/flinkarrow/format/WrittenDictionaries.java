/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.NestedArrays;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has been written of the dictionaries of a file or stream, so that each value is written
 * once: inner dictionaries before those that refer to them, and all before the record batch.
 */
final class WrittenDictionaries {

    /** Writes values of a dictionary. */
    interface Target {
        void write(long id, boolean delta, ArrowArray values) throws IOException;
    }

    private final List<Field> fields;
    private final boolean isEncoded;
    private final Target target;
    private final boolean replaceable;
    private final long mostBytes;
    private final Map<Long, WrittenDictionary> written = new HashMap<>();

    /** How many values have been written of dictionaries that only grow. */
    private final Map<Long, Integer> grown = new HashMap<>();

    /** Those of the batch that is being written, which are not to be replaced under it. */
    private final Set<Long> inUse = new HashSet<>();

    /** Those that were written anew for it. */
    private final Set<Long> replaced = new HashSet<>();

    /**
     * @param replaceable whether a dictionary may be written anew
     * @param mostBytes of a copy of what has been written of one
     */
    WrittenDictionaries(Schema schema, Target target, boolean replaceable, long mostBytes) {
        this.fields = schema.fields();
        this.isEncoded = fields.stream().anyMatch(DictionaryFields::isOrHasEncoded);
        this.target = target;
        this.replaceable = replaceable;
        this.mostBytes = mostBytes;
    }

    /** The dictionaries are others now: what is needed next is to be written anew. */
    void forget() {
        written.clear();
        grown.clear();
    }

    /** Writes what a record batch needs and has not been written. */
    void write(RecordBatch batch) throws IOException {
        if (isEncoded) {
            requireOneWay(grown);
            inUse.clear();
            replaced.clear();
            writeAll(fields, batch.columns());
        }
    }

    /**
     * Does the same where dictionaries begin with the values of those before: what has been written
     * is neither kept nor compared.
     */
    void writeGrown(RecordBatch batch) throws IOException {
        if (isEncoded) {
            requireOneWay(written);
            writeGrown(fields, batch.columns());
        }
    }

    private static void requireOneWay(Map<?, ?> other) {
        if (!other.isEmpty()) {
            throw new IllegalStateException(
                    "dictionaries that only grow and others cannot be written to one output");
        }
    }

    private void writeGrown(List<Field> siblings, List<ArrowArray> arrays) throws IOException {
        for (int i = 0; i < arrays.size(); i++) {
            Field field = siblings.get(i);
            if (arrays.get(i) instanceof DictionaryArray encoded) {
                writeGrown(field, encoded.dictionary());
            } else {
                writeGrown(field.children(), NestedArrays.children(arrays.get(i)));
            }
        }
    }

    private void writeGrown(Field field, ArrowArray values) throws IOException {
        if (replaceable && DictionaryFields.hasEncodedChild(field)) {
            throw new IllegalArgumentException(
                    "field '%s': a dictionary whose values refer to another one does not grow in a stream"
                            .formatted(field.name()));
        }
        writeGrown(field.children(), NestedArrays.children(values));
        long id = field.dictionary().id();
        Integer before = grown.put(id, values.length());
        if (before == null) {
            target.write(id, false, values);
        } else if (values.length() < before) {
            throw new IllegalArgumentException(
                    "field '%s': dictionary %d has %d values where %d have been written"
                            .formatted(field.name(), id, values.length(), before));
        } else if (values.length() > before) {
            int count = values.length() - before;
            target.write(id, true, WrittenDictionary.last(field, values, count, mostBytes));
        }
    }

    /** Whether one had to be written anew for this batch. */
    private boolean writeAll(List<Field> siblings, List<ArrowArray> arrays) throws IOException {
        boolean anew = false;
        for (int i = 0; i < arrays.size(); i++) {
            anew |= write(siblings.get(i), arrays.get(i));
        }
        return anew;
    }

    private boolean write(Field field, ArrowArray array) throws IOException {
        if (!(array instanceof DictionaryArray encoded)) {
            return writeAll(field.children(), NestedArrays.children(array));
        }
        ArrowArray values = encoded.dictionary();
        long id = field.dictionary().id();
        // What is new of the values may refer to what is new of inner dictionaries.
        boolean innerReplaced = writeAll(field.children(), NestedArrays.children(values));
        WrittenDictionary known = written.get(id);
        if (known == null) {
            target.write(id, false, values);
            written.put(id, new WrittenDictionary(field, values, mostBytes));
            inUse.add(id);
            return false;
        }
        if (!Dictionary.agree(known.field(), field)) {
            throw new IllegalArgumentException(
                    "fields '%s' and '%s' of different types share dictionary %d"
                            .formatted(known.field().name(), field.name(), id));
        }
        boolean first = inUse.add(id);
        boolean stale = innerReplaced && !replaced.contains(id);
        int count = stale ? -1 : known.newValues(values);
        if (count > 0 && first && replaceable && DictionaryFields.hasEncodedChild(field)) {
            // Arrow C++ reads no deltas of values that are dictionary-encoded inside.
            count = -1;
        }
        if (count >= 0) {
            if (count > 0) {
                target.write(id, true, known.add(values, count));
            }
            return replaced.contains(id);
        }
        if (!first) {
            throw new IllegalArgumentException(
                    "field '%s' shares dictionary %d with a field that has other values in it"
                            .formatted(field.name(), id));
        } else if (!replaceable) {
            throw new UnsupportedIpcFeatureException(
                    ("field '%s': dictionary %d is another one than before, and does not begin"
                                    + " as it does: a stream can hold both, a file cannot")
                            .formatted(field.name(), id));
        }
        target.write(id, false, values);
        written.put(id, new WrittenDictionary(field, values, mostBytes));
        replaced.add(id);
        return true;
    }
}
