/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.testing.HandMadeFile.Batch;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Dictionaries of a {@link HandMadeFile}, and columns of 8-bit indices into them. */
public final class DictionaryParts {

    private DictionaryParts() {}

    /** A nullable dictionary-encoded field. */
    public static Field encoded(
            String name, long id, ArrowType values, ArrowType.Int indices, Field... children) {
        return new Field(
                name,
                true,
                values,
                new DictionaryEncoding(id, indices, false),
                List.of(children),
                KeyValueMetadata.EMPTY);
    }

    /** Texts of one ASCII letter each. */
    public static Consumer<Batch> letters(String letters) {
        return b -> {
            int[] offsets = new int[letters.length() + 1];
            Arrays.setAll(offsets, i -> i);
            int[] bytes = letters.chars().toArray();
            b.rows(bytes.length).node(bytes.length, 0).noBuffer().ints(offsets).bytes(bytes);
        };
    }

    /** Structs of one child each, an index. */
    public static Consumer<Batch> structs(int... children) {
        int count = children.length;
        return b ->
                b.rows(count).node(count, 0).noBuffer().node(count, 0).noBuffer().bytes(children);
    }

    /** A column. */
    public static Consumer<Batch> indices(int... indices) {
        return b -> b.rows(indices.length).node(indices.length, 0).noBuffer().bytes(indices);
    }

    /** A row of two columns. */
    public static Consumer<Batch> twoColumns(int first, int second) {
        return b ->
                b.rows(1).node(1, 0).noBuffer().bytes(first).node(1, 0).noBuffer().bytes(second);
    }
}
