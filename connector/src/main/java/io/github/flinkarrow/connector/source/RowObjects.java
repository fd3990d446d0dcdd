/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.conversion.DataStructureConverter;
import org.apache.flink.table.data.conversion.DataStructureConverters;
import org.apache.flink.table.runtime.typeutils.ExternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.StructuredType;
import org.apache.flink.types.Row;

/**
 * Objects of a class for rows, made by Flink's own conversions of its Table API.
 *
 * @param type of the objects
 * @param rowType of the rows that they are made of
 * @param dataType both, as Flink's conversions need it
 */
record RowObjects<T>(Class<T> type, RowType rowType, DataType dataType)
        implements RowConversion<T> {

    private static final long serialVersionUID = 1L;

    /** Rows with the names of their fields. */
    static RowObjects<Row> rows(RowType rowType) {
        return new RowObjects<>(Row.class, rowType, DataTypes.of(rowType).bridgedTo(Row.class));
    }

    /**
     * Objects whose fields are those of the rows, by name.
     *
     * @param type a record or POJO
     * @throws IllegalArgumentException if Flink cannot make objects of the class
     */
    static <T> RowObjects<T> of(Class<T> type) {
        DataType extracted;
        try {
            extracted = new ClassDataTypes(type.getClassLoader()).createDataType(type);
        } catch (ValidationException e) {
            throw new IllegalArgumentException(
                    "%s cannot be made from rows: %s".formatted(type.getName(), reason(e)), e);
        }
        if (!(extracted.getLogicalType() instanceof StructuredType structured)) {
            throw new IllegalArgumentException(
                    "%s is made from a value (%s), not from a row: give %s, a record or a POJO"
                            .formatted(
                                    type.getName(),
                                    extracted.getLogicalType(),
                                    Row.class.getName()));
        }
        return new RowObjects<>(type, StructuredRows.rowType(structured), extracted.notNull());
    }

    /** What is said last is closest to the cause. */
    private static String reason(Throwable thrown) {
        Throwable last = thrown;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getMessage();
    }

    @Override
    public TypeInformation<T> producedType() {
        TypeInformation<T> known = TypeInformation.of(type);
        return known instanceof PojoTypeInfo ? known : ExternalTypeInfo.of(dataType);
    }

    @Override
    public OfSplit<T> open(ClassLoader classLoader) {
        DataStructureConverter<Object, Object> converter =
                DataStructureConverters.getConverter(dataType);
        converter.open(classLoader);
        return split -> row -> type.cast(converter.toExternal(row));
    }
}
