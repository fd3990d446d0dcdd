/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimeType;

import io.github.flinkarrow.connector.types.ColumnPath;
import io.github.flinkarrow.format.array.ArrayBuilder;
import io.github.flinkarrow.format.array.BoolBuilder;
import io.github.flinkarrow.format.array.Decimal128Builder;
import io.github.flinkarrow.format.array.FixedSizeBinaryBuilder;
import io.github.flinkarrow.format.array.Float32Builder;
import io.github.flinkarrow.format.array.Float64Builder;
import io.github.flinkarrow.format.array.Int16Builder;
import io.github.flinkarrow.format.array.Int32Builder;
import io.github.flinkarrow.format.array.Int64Builder;
import io.github.flinkarrow.format.array.Int8Builder;
import io.github.flinkarrow.format.array.ListBuilder;
import io.github.flinkarrow.format.array.StructBuilder;
import io.github.flinkarrow.format.array.VariableSizeBinaryBuilder;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.TimeUnit;

import java.util.List;

/** Chooses the writer of a type. */
final class ColumnWriters {

    private ColumnWriters() {}

    /**
     * @param target the builder of the field that the type is mapped to
     */
    static ColumnWriter create(LogicalType type, ArrayBuilder target, ColumnPath path) {
        ArrowType arrowType = target.field().type();
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> new PrimitiveWriters.Booleans((BoolBuilder) target, path);
            case TINYINT -> new PrimitiveWriters.Bytes((Int8Builder) target, path);
            case SMALLINT -> new PrimitiveWriters.Shorts((Int16Builder) target, path);
            case INTEGER, DATE, INTERVAL_YEAR_MONTH ->
                    new PrimitiveWriters.Ints((Int32Builder) target, path);
            case TIME_WITHOUT_TIME_ZONE ->
                    times(
                            (TimeType) type,
                            ((ArrowType.Time) arrowType).unit(),
                            (Int32Builder) target,
                            path);
            case BIGINT, INTERVAL_DAY_TIME ->
                    new PrimitiveWriters.Longs((Int64Builder) target, path);
            case FLOAT -> new PrimitiveWriters.Floats((Float32Builder) target, path);
            case DOUBLE -> new PrimitiveWriters.Doubles((Float64Builder) target, path);
            case DECIMAL -> new DecimalWriter((Decimal128Builder) target, (DecimalType) type, path);
            case CHAR, VARCHAR -> new BytesWriters.Texts((VariableSizeBinaryBuilder) target, path);
            case VARBINARY ->
                    new BytesWriters.VariableSize((VariableSizeBinaryBuilder) target, path);
            case BINARY -> new BytesWriters.FixedSize((FixedSizeBinaryBuilder) target, path);
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                    TimestampWriter.create(
                            (Int64Builder) target,
                            ((ArrowType.Timestamp) arrowType).unit(),
                            TimestampColumns.precision(type),
                            path);
            case ARRAY -> arrays((ArrayType) type, (ListBuilder) target, path);
            case MAP -> {
                MapType map = (MapType) type;
                yield maps(map.getKeyType(), map.getValueType(), (ListBuilder) target, path);
            }
            case MULTISET -> {
                LogicalType element = ((MultisetType) type).getElementType();
                yield maps(element, new IntType(false), (ListBuilder) target, path);
            }
            case ROW -> rows((RowType) type, (StructBuilder) target, path);
            default -> throw new IllegalArgumentException("no writer of " + type);
        };
    }

    private static ColumnWriter times(
            TimeType type, TimeUnit unit, Int32Builder target, ColumnPath path) {
        int step = DateTimeColumns.stepMillis(type);
        return step == 1
                ? new PrimitiveWriters.Ints(target, path)
                : new PrimitiveWriters.FlooredTimes(
                        target, path, step, unit == TimeUnit.SECOND ? 1 : step);
    }

    private static ColumnWriter arrays(ArrayType type, ListBuilder target, ColumnPath path) {
        ColumnWriter elements =
                create(type.getElementType(), target.elements(), path.child("element"));
        return new NestedWriters.Arrays(target, elements, path);
    }

    private static ColumnWriter maps(
            LogicalType keyType, LogicalType valueType, ListBuilder target, ColumnPath path) {
        StructBuilder entries = (StructBuilder) target.elements();
        return new NestedWriters.Maps(
                target,
                create(keyType, entries.child(0), path.child("key")),
                create(valueType, entries.child(1), path.child("value")),
                path);
    }

    private static ColumnWriter rows(RowType type, StructBuilder target, ColumnPath path) {
        List<RowType.RowField> children = type.getFields();
        ColumnWriter[] fields = new ColumnWriter[children.size()];
        for (int i = 0; i < fields.length; i++) {
            RowType.RowField child = children.get(i);
            fields[i] = create(child.getType(), target.child(i), path.child(child.getName()));
        }
        return new NestedWriters.Rows(target, fields, path);
    }
}
