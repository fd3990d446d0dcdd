/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.StructuredType;

import java.util.List;

/** The rows that objects with attributes are made of. */
final class StructuredRows {

    private StructuredRows() {}

    static RowType rowType(StructuredType type) {
        List<RowType.RowField> fields =
                type.getAttributes().stream()
                        .map(field -> new RowType.RowField(field.getName(), rows(field.getType())))
                        .toList();
        return new RowType(type.isNullable(), fields);
    }

    /** The type with rows in the place of objects, at any depth. */
    private static LogicalType rows(LogicalType type) {
        if (type instanceof StructuredType structured) {
            return rowType(structured);
        } else if (type instanceof ArrayType array) {
            return new ArrayType(array.isNullable(), rows(array.getElementType()));
        } else if (type instanceof MapType map) {
            return new MapType(map.isNullable(), rows(map.getKeyType()), rows(map.getValueType()));
        }
        return type;
    }
}
