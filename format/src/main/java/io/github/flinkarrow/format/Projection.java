/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which fields of a schema are read, and in which order.
 *
 * <p>Only the buffers of the chosen fields are read. The children of a struct can be chosen too; a
 * list or a map is read whole.
 *
 * @param columns null for all fields
 */
public record Projection(List<Column> columns) {

    /** All fields in the order of the schema. */
    public static final Projection ALL = new Projection(null);

    /**
     * A chosen field.
     *
     * @param ordinal position among its siblings in the schema
     * @param children the chosen children of a struct; empty for all of them
     */
    public record Column(int ordinal, List<Column> children) {
        public Column {
            children = List.copyOf(children);
        }
    }

    public Projection {
        columns = columns == null ? null : List.copyOf(columns);
    }

    /** Whole top-level fields by position. */
    public static Projection of(int... ordinals) {
        List<Column> columns = new ArrayList<>(ordinals.length);
        IntStream.of(ordinals).forEach(ordinal -> columns.add(new Column(ordinal, List.of())));
        return new Projection(columns);
    }

    public boolean isAll() {
        return columns == null;
    }
}
