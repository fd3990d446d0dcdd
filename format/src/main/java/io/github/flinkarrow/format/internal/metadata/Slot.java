/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import java.util.List;

/**
 * One field of a table as the specification declares it.
 *
 * @param name the field's name in the specification
 * @param width bytes: of the value in the table for a {@link Kind#SCALAR}, of an element for a
 *     {@link Kind#VECTOR}, otherwise of an offset
 * @param shape of the table for a {@link Kind#TABLE}, of the elements for {@link Kind#TABLES}
 * @param members the table of each member of a {@link Kind#UNION}, null for those that are not
 *     known; the slot before a union holds which it is
 */
record Slot(String name, Kind kind, int width, TableShape shape, List<TableShape> members) {

    enum Kind {
        /** A number or a bool in the table itself. */
        SCALAR,
        /** UTF-8 with a zero byte after it. */
        STRING,
        TABLE,
        /** A vector of numbers or structs. */
        VECTOR,
        /** A vector of tables. */
        TABLES,
        UNION
    }

    /** The table of a member of the union, null if it is not known. */
    TableShape member(int type) {
        return type < members.size() ? members.get(type) : null;
    }

    /** Bytes that the field takes in the table, a power of two. */
    int inlineWidth() {
        return kind == Kind.SCALAR ? width : Integer.BYTES;
    }
}
