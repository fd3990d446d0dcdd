/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.json;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;

import java.io.IOException;
import java.util.List;

/** Values that consist of others, as {@link JsonNesting} writes them. */
final class SqlNesting {

    private SqlNesting() {}

    static SqlValue of(LogicalType type) {
        if (type instanceof ArrayType array) {
            return array(array.getElementType());
        } else if (type instanceof MapType map) {
            return map(map.getKeyType(), map.getValueType());
        } else if (type instanceof MultisetType multiset) {
            return map(multiset.getElementType(), new IntType(false));
        }
        SqlRow row = new SqlRow(type);
        return (out, value) -> row.write(out, (RowData) value);
    }

    /** Flink has no way to get what is never there. */
    static RowData.FieldGetter field(LogicalType type, int ordinal) {
        return type.is(LogicalTypeRoot.NULL)
                ? row -> null
                : RowData.createFieldGetter(type, ordinal);
    }

    private static ArrayData.ElementGetter element(LogicalType type) {
        return type.is(LogicalTypeRoot.NULL)
                ? (array, index) -> null
                : ArrayData.createElementGetter(type);
    }

    private static SqlValue array(LogicalType type) {
        SqlValue element = SqlValue.of(type);
        ArrayData.ElementGetter getter = element(type);
        return (out, value) -> {
            ArrayData array = (ArrayData) value;
            out.writeStartArray();
            for (int i = 0; i < array.size(); i++) {
                element.writeNullable(out, getter.getElementOrNull(array, i));
            }
            out.writeEndArray();
        };
    }

    /** An array of pairs. */
    private static SqlValue map(LogicalType keyType, LogicalType valueType) {
        SqlValue key = SqlValue.of(keyType);
        SqlValue member = SqlValue.of(valueType);
        ArrayData.ElementGetter keys = element(keyType);
        ArrayData.ElementGetter members = element(valueType);
        return (out, value) -> {
            MapData map = (MapData) value;
            ArrayData keyArray = map.keyArray();
            ArrayData valueArray = map.valueArray();
            out.writeStartArray();
            for (int i = 0; i < map.size(); i++) {
                out.writeStartArray();
                key.writeNullable(out, keys.getElementOrNull(keyArray, i));
                member.writeNullable(out, members.getElementOrNull(valueArray, i));
                out.writeEndArray();
            }
            out.writeEndArray();
        };
    }

    /** A row as an object. */
    static final class SqlRow {

        private final SerializedString[] names;
        private final SqlValue[] values;
        private final RowData.FieldGetter[] getters;

        /**
         * @param type of rows or of structured values
         */
        SqlRow(LogicalType type) {
            List<String> fieldNames = LogicalTypeChecks.getFieldNames(type);
            List<LogicalType> types = LogicalTypeChecks.getFieldTypes(type);
            names = fieldNames.stream().map(SerializedString::new).toArray(SerializedString[]::new);
            values = types.stream().map(SqlValue::of).toArray(SqlValue[]::new);
            getters = new RowData.FieldGetter[values.length];
            for (int i = 0; i < getters.length; i++) {
                getters[i] = field(types.get(i), i);
            }
        }

        void write(JsonGenerator out, RowData row) throws IOException {
            out.writeStartObject();
            for (int i = 0; i < values.length; i++) {
                out.writeFieldName(names[i]);
                values[i].writeNullable(out, getters[i].getFieldOrNull(row));
            }
            out.writeEndObject();
        }
    }
}
