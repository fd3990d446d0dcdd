/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.NestedArrays;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.internal.metadata.Quoted;
import io.github.flinkarrow.format.schema.Field;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one dictionary of an id of all that a stream has under it, and has the record batches refer
 * to it. Values of inner dictionaries are unified before those that refer to them.
 */
final class DictionaryUnifier {

    private final long mostBytes;
    private final Location location;

    /** By their ids, inner ones first. */
    private final Map<Long, UnifiedDictionary> unified = new LinkedHashMap<>();

    /** Their values as far as the batch that was unified last needs them. */
    private final Map<Long, ArrowArray> values = new LinkedHashMap<>();

    /**
     * @param mostBytes of one dictionary
     * @param location of the stream, for errors
     */
    DictionaryUnifier(long mostBytes, Location location) {
        this.mostBytes = mostBytes;
        this.location = location;
    }

    /**
     * The rows of a batch with indices into the dictionaries as they are now.
     *
     * @param batch is closed with the result
     * @throws UnsupportedIpcFeatureException if the indices of a field are too narrow
     */
    RecordBatch unify(RecordBatch batch) throws IOException {
        List<ArrowArray> columns = new ArrayList<>(batch.columns().size());
        try {
            for (ArrowArray column : batch.columns()) {
                columns.add(unify(column));
            }
        } catch (OutOfMemoryError e) {
            throw location.noMemory(Limit.BATCH_BYTES, "the dictionaries of the stream", e);
        }
        return new RecordBatch(
                batch.schema(), batch.rowCount(), columns, batch.metadata(), batch::close);
    }

    /** All values of each dictionary by its id, inner ones first. */
    Map<Long, ArrowArray> dictionaries() {
        Map<Long, ArrowArray> ordered = new LinkedHashMap<>();
        unified.keySet().forEach(id -> ordered.put(id, values.get(id)));
        return ordered;
    }

    private ArrowArray unify(ArrowArray array) throws IOException {
        Field field = array.field();
        if (array instanceof DictionaryArray encoded) {
            UnifiedDictionary dictionary = unified(field, encoded.dictionary());
            return dictionary.remapped(field, encoded, values.get(dictionary.id()), location);
        } else if (!DictionaryFields.isOrHasEncoded(field)) {
            return array;
        }
        List<ArrowArray> children = new ArrayList<>(NestedArrays.children(array));
        for (int i = 0; i < children.size(); i++) {
            children.set(i, unify(children.get(i)));
        }
        return NestedArrays.withChildren(array, field, children);
    }

    private UnifiedDictionary unified(Field field, ArrowArray dictionary) throws IOException {
        UnifiedDictionary one = grown(field, dictionary);
        if (field.dictionary().ordered() && !one.inOrder()) {
            throw location.unsupported(
                    ("field %s: dictionary %d is ordered, and replaced in the stream by one that"
                                    + " begins otherwise: a file has one dictionary of an id, a"
                                    + " stream can hold both (--container stream)")
                            .formatted(Quoted.of(field.name()), one.id()));
        }
        return one;
    }

    private UnifiedDictionary grown(Field field, ArrowArray dictionary) throws IOException {
        UnifiedDictionary one = unified.get(field.dictionary().id());
        if (one != null && one.knows(dictionary)) {
            return one;
        }
        ArrowArray ofUnified = unify(dictionary);
        if (one == null) {
            one = new UnifiedDictionary(field, mostBytes);
            unified.put(one.id(), one);
        }
        try {
            one.add(dictionary, ofUnified);
        } catch (ArithmeticException e) {
            throw location.unsupported(
                    "field %s: dictionary %d is too large when it is unified: %s (limit.batch-bytes)"
                            .formatted(Quoted.of(field.name()), one.id(), e.getMessage()));
        }
        Map<Long, ArrowArray> inner = new LinkedHashMap<>();
        StoredArrays.collectDictionaries(ofUnified, inner);
        values.put(one.id(), one.values(inner));
        return one;
    }
}
