/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.NestedArrays;
import io.github.flinkarrow.format.internal.metadata.FieldPath;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts the dictionaries that the values of a dictionary refer to themselves into those values, as
 * they are at the time. Indices are looked at once, when they are loaded: a dictionary that only
 * grows costs nothing here.
 */
final class DictionaryBinding {

    /** A dictionary-encoded field among the values. */
    private record Nested(Field field, FieldPath path) {}

    private final DictionaryLoader loader;
    private final Field values;
    private final FieldPath path;
    private final List<Nested> nested = new ArrayList<>();

    /** For each of them the size that its dictionary needs at least. */
    private final long[] needed;

    DictionaryBinding(DictionaryLoader loader, DictionaryFields.Encoded encoded) {
        this.loader = loader;
        this.values = Dictionary.valueField(encoded.field());
        this.path = encoded.parent().child(values.name());
        collect(values, path);
        this.needed = new long[nested.size()];
    }

    private void collect(Field field, FieldPath fieldPath) {
        if (field.isDictionaryEncoded()) {
            nested.add(new Nested(field, fieldPath));
            return;
        }
        for (Field child : field.children()) {
            collect(child, fieldPath.child(child.name()));
        }
    }

    boolean isEmpty() {
        return nested.isEmpty();
    }

    /** Takes note of the indices of more values. */
    void note(ArrowArray stored) {
        if (!nested.isEmpty()) {
            note(values, stored, 0);
        }
    }

    /** How many nested fields there are up to the end of this one. */
    private int note(Field field, ArrowArray stored, int before) {
        if (field.isDictionaryEncoded()) {
            boolean signed = field.dictionary().indexType().signed();
            long size = DictionaryIndices.neededSize((FixedWidthArray) stored, signed);
            needed[before] = Math.max(needed[before], size);
            return before + 1;
        }
        int count = before;
        List<ArrowArray> children = NestedArrays.children(stored);
        for (int i = 0; i < children.size(); i++) {
            count = note(field.children().get(i), children.get(i), count);
        }
        return count;
    }

    /**
     * The dictionaries that the values refer to, null where there is none.
     *
     * @throws IpcFormatException if one has values of another type
     */
    List<Dictionary> find(DictionarySource source, Location location) throws IOException {
        Dictionary[] found = new Dictionary[nested.size()];
        for (int i = 0; i < found.length; i++) {
            Field field = nested.get(i).field();
            Field first = loader.encodedField(field.dictionary().id());
            // Before it is asked for: so no dictionary is among its own values, and what is nested
            // is no deeper than the schema.
            if (!Dictionary.agree(first, field)) {
                throw Dictionary.ofAnotherType(
                        nested.get(i).path(), field.dictionary(), first, location);
            }
            found[i] = source.get(field.dictionary().id());
        }
        return Arrays.asList(found);
    }

    /**
     * The values with their dictionaries, whose memory is held too.
     *
     * @param location of the values, for errors
     */
    Dictionary bind(Dictionary stored, List<Dictionary> found, Location location)
            throws IOException {
        ArrowArray bound = new Walk(found, location).bound(values, path, stored.values());
        OwnedMemory memory = OwnedMemory.of(stored.memory());
        for (Dictionary dictionary : found) {
            if (dictionary != null) {
                memory.keep(dictionary.memory());
            }
        }
        return new Dictionary(bound, memory);
    }

    private final class Walk {

        private final List<Dictionary> found;
        private final Location location;
        private int next;

        Walk(List<Dictionary> found, Location location) {
            this.found = found;
            this.location = location;
        }

        ArrowArray bound(Field field, FieldPath fieldPath, ArrowArray stored) throws IOException {
            if (field.isDictionaryEncoded()) {
                return encoded(field, fieldPath, (FixedWidthArray) stored);
            } else if (!DictionaryFields.isOrHasEncoded(field)) {
                return stored;
            }
            List<ArrowArray> children = new ArrayList<>(NestedArrays.children(stored));
            for (int i = 0; i < children.size(); i++) {
                Field child = field.children().get(i);
                children.set(i, bound(child, fieldPath.child(child.name()), children.get(i)));
            }
            return NestedArrays.withChildren(stored, field, children);
        }

        private ArrowArray encoded(Field field, FieldPath fieldPath, FixedWidthArray indices)
                throws IOException {
            DictionaryEncoding encoding = field.dictionary();
            Dictionary dictionary = found.get(next);
            int size = dictionary == null ? -1 : dictionary.values().length();
            if (needed[next] > Math.max(size, 0)) {
                new ArrayValidator(location).indices(fieldPath, encoding, indices, size);
            }
            next++;
            ArrowArray referred =
                    dictionary == null
                            ? ArrayLoader.empty(Dictionary.valueField(field), fieldPath, location)
                            : dictionary.values();
            return new DictionaryArray(field, indices, referred);
        }
    }
}
