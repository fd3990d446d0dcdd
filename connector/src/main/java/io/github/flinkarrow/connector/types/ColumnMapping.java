/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.types;

import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.LogicalType;

import io.github.flinkarrow.format.schema.Field;

import java.util.List;

/**
 * How one field of a wanted row type, or a type nested in it, is read.
 *
 * @param path the field's names, for messages
 * @param type the wanted type
 * @param conversion from the Arrow values
 * @param field the Arrow field; null where the schema has none
 * @param position of the array among its siblings in a record batch that was read with the
 *     projection of the {@link RowMapping}; -1 where the schema has no such field
 * @param children those of the wanted type: the fields of a row, the element of an array, the key
 *     and the value of a map
 */
@Internal
public record ColumnMapping(
        ColumnPath path,
        LogicalType type,
        Conversion conversion,
        Field field,
        int position,
        List<ColumnMapping> children) {

    public ColumnMapping {
        children = List.copyOf(children);
    }

    /** A field that reads as NULL because the schema lacks it. */
    static ColumnMapping missing(ColumnPath path, LogicalType type) {
        return new ColumnMapping(path, type, Conversion.NULLS, null, -1, List.of());
    }

    /**
     * This mapping, of the values of a run-end-encoded field.
     *
     * @param values the field of the values
     */
    public ColumnMapping ofRuns(Field values) {
        return new ColumnMapping(path, type, conversion, values, position, children);
    }

    /** Whether the schema or the wanted type says that no value is null. */
    public boolean notNull() {
        return !type.isNullable()
                || (field != null && !field.nullable() && conversion != Conversion.NULLS);
    }
}
