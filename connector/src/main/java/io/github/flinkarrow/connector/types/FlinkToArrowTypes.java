/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.types;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BinaryType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DateUnit;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.FloatingPointPrecision;
import io.github.flinkarrow.format.schema.IntervalUnit;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.schema.TimeUnit;

import java.util.ArrayList;
import java.util.List;

/** The Arrow types in which Flink's data is written. */
@PublicEvolving
public final class FlinkToArrowTypes {

    private static final ArrowType INT32 = new ArrowType.Int(32, true);

    private FlinkToArrowTypes() {}

    /**
     * The schema in which rows are written. Fields are nullable as the types are; keys of maps
     * never are.
     *
     * @throws ValidationException if a column is of a type that has no counterpart in Arrow
     */
    public static Schema schema(RowType rowType) {
        List<Field> fields = new ArrayList<>();
        for (RowType.RowField rowField : rowType.getFields()) {
            ColumnPath path = ColumnPath.of(rowField.getName());
            fields.add(field(rowField.getName(), rowField.getType(), path));
        }
        return new Schema(fields, KeyValueMetadata.EMPTY);
    }

    private static Field field(String name, LogicalType type, ColumnPath path) {
        List<Field> children =
                switch (type.getTypeRoot()) {
                    case ARRAY ->
                            List.of(
                                    field(
                                            "element",
                                            ((ArrayType) type).getElementType(),
                                            path.child("element")));
                    case MAP -> {
                        MapType map = (MapType) type;
                        yield entries(map.getKeyType(), map.getValueType(), path);
                    }
                    case MULTISET -> entries(((MultisetType) type).getElementType(), null, path);
                    case ROW -> rowFields((RowType) type, path);
                    default -> List.of();
                };
        return new Field(
                name,
                type.isNullable(),
                arrowType(type, path),
                null,
                children,
                KeyValueMetadata.EMPTY);
    }

    private static List<Field> rowFields(RowType type, ColumnPath path) {
        List<Field> children = new ArrayList<>();
        for (RowType.RowField child : type.getFields()) {
            children.add(field(child.getName(), child.getType(), path.child(child.getName())));
        }
        return children;
    }

    /**
     * @param valueType null for the counts of a multiset
     */
    private static List<Field> entries(
            LogicalType keyType, LogicalType valueType, ColumnPath path) {
        Field key = field("key", keyType.copy(false), path.child("key"));
        Field value =
                valueType == null
                        ? Field.notNull("value", INT32)
                        : field("value", valueType, path.child("value"));
        return List.of(Field.notNull("entries", new ArrowType.Struct(), key, value));
    }

    private static ArrowType arrowType(LogicalType type, ColumnPath path) {
        return switch (type.getTypeRoot()) {
            case CHAR, VARCHAR -> new ArrowType.Utf8();
            case BOOLEAN -> new ArrowType.Bool();
            case BINARY -> new ArrowType.FixedSizeBinary(((BinaryType) type).getLength());
            case VARBINARY -> new ArrowType.Binary();
            case DECIMAL -> {
                DecimalType decimal = (DecimalType) type;
                yield new ArrowType.Decimal(decimal.getPrecision(), decimal.getScale(), 128);
            }
            case TINYINT -> new ArrowType.Int(8, true);
            case SMALLINT -> new ArrowType.Int(16, true);
            case INTEGER -> INT32;
            case BIGINT -> new ArrowType.Int(64, true);
            case FLOAT -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
            case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case DATE -> new ArrowType.Date(DateUnit.DAY);
            case TIME_WITHOUT_TIME_ZONE ->
                    new ArrowType.Time(
                            ((TimeType) type).getPrecision() == 0
                                    ? TimeUnit.SECOND
                                    : TimeUnit.MILLISECOND);
            case TIMESTAMP_WITHOUT_TIME_ZONE ->
                    new ArrowType.Timestamp(unit(((TimestampType) type).getPrecision()), null);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                    new ArrowType.Timestamp(
                            unit(((LocalZonedTimestampType) type).getPrecision()), "UTC");
            case INTERVAL_YEAR_MONTH -> new ArrowType.Interval(IntervalUnit.YEAR_MONTH);
            case INTERVAL_DAY_TIME -> new ArrowType.Duration(TimeUnit.MILLISECOND);
            case ARRAY -> new ArrowType.List();
            case MAP, MULTISET -> new ArrowType.Map(false);
            case ROW -> new ArrowType.Struct();
            default ->
                    throw new ValidationException(
                            "column %s: Arrow has no type for %s"
                                    .formatted(path, type.asSummaryString()));
        };
    }

    /** The coarsest unit that has as many digits of a second. */
    private static TimeUnit unit(int precision) {
        if (precision == 0) {
            return TimeUnit.SECOND;
        } else if (precision <= 3) {
            return TimeUnit.MILLISECOND;
        }
        return precision <= 6 ? TimeUnit.MICROSECOND : TimeUnit.NANOSECOND;
    }
}
