/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.types;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BinaryType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DayTimeIntervalType;
import org.apache.flink.table.types.logical.DayTimeIntervalType.DayTimeResolution;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.logical.YearMonthIntervalType;
import org.apache.flink.table.types.logical.YearMonthIntervalType.YearMonthResolution;

import io.github.flinkarrow.connector.types.InferredRowType.SkippedColumn;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.schema.TimeUnit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The Flink types of Arrow data: those that a table has if nobody declares others. Which others may
 * be declared is said by {@link RowMapping}.
 */
@PublicEvolving
public final class ArrowToFlinkTypes {

    private ArrowToFlinkTypes() {}

    /**
     * The row type of all columns.
     *
     * @throws IncompatibleTypeException if Flink cannot name or hold a column
     */
    public static RowType rowType(Schema schema) throws IncompatibleTypeException {
        List<RowType.RowField> columns = new ArrayList<>();
        Set<String> duplicates = duplicateNames(schema.fields());
        for (Field field : schema.fields()) {
            columns.add(rowField(field, duplicates, ColumnPath.of(field.name())));
        }
        return new RowType(false, columns);
    }

    /** The row type of the columns that Flink can name and hold, and the others with the reason. */
    public static InferredRowType inferRowType(Schema schema) {
        List<RowType.RowField> columns = new ArrayList<>();
        List<SkippedColumn> skipped = new ArrayList<>();
        Set<String> duplicates = duplicateNames(schema.fields());
        for (Field field : schema.fields()) {
            try {
                columns.add(rowField(field, duplicates, ColumnPath.of(field.name())));
            } catch (IncompatibleTypeException e) {
                skipped.add(new SkippedColumn(field.name(), e.reasonIn(field.name())));
            }
        }
        return new InferredRowType(new RowType(false, columns), skipped);
    }

    /**
     * The type of a field's values, nullable as the field is; a field of the type Null, or of runs
     * of it, is nullable in any case.
     *
     * @throws IncompatibleTypeException if Flink cannot hold them
     */
    public static LogicalType logicalType(Field field) throws IncompatibleTypeException {
        return logicalType(field, ColumnPath.of(field.name()));
    }

    private static RowType.RowField rowField(Field field, Set<String> duplicates, ColumnPath path)
            throws IncompatibleTypeException {
        if (field.name().isBlank()) {
            throw new IncompatibleTypeException(path, "the name is blank");
        }
        if (duplicates.contains(field.name())) {
            throw new IncompatibleTypeException(path, "the name is not unique");
        }
        return new RowType.RowField(field.name(), logicalType(field, path));
    }

    private static Set<String> duplicateNames(List<Field> fields) {
        Set<String> names = new HashSet<>();
        Set<String> duplicates = new HashSet<>();
        for (Field field : fields) {
            if (!names.add(field.name())) {
                duplicates.add(field.name());
            }
        }
        return duplicates.isEmpty() ? Collections.emptySet() : duplicates;
    }

    static LogicalType logicalType(Field field, ColumnPath path) throws IncompatibleTypeException {
        return typeOf(field, path).copy(field.nullable() || isAlwaysNull(field, path));
    }

    private static boolean isAlwaysNull(Field field, ColumnPath path)
            throws IncompatibleTypeException {
        return field.type() instanceof ArrowType.Null
                || (field.type() instanceof ArrowType.RunEndEncoded
                        && isAlwaysNull(NestedFields.child(field, 1, path), path));
    }

    private static LogicalType typeOf(Field field, ColumnPath path)
            throws IncompatibleTypeException {
        ArrowType type = field.type();
        if (type instanceof ArrowType.Null
                || type instanceof ArrowType.Utf8
                || type instanceof ArrowType.LargeUtf8
                || type instanceof ArrowType.Utf8View) {
            return VarCharType.STRING_TYPE;
        } else if (type instanceof ArrowType.Binary
                || type instanceof ArrowType.LargeBinary
                || type instanceof ArrowType.BinaryView) {
            return new VarBinaryType(VarBinaryType.MAX_LENGTH);
        } else if (type instanceof ArrowType.FixedSizeBinary binary) {
            if (binary.byteWidth() == 0) {
                throw unsupported(field, path, "Flink has no binary type of zero bytes");
            }
            return new BinaryType(binary.byteWidth());
        } else if (type instanceof ArrowType.Bool) {
            return new BooleanType();
        } else if (type instanceof ArrowType.Int integer) {
            return integerType(integer);
        } else if (type instanceof ArrowType.FloatingPoint floatingPoint) {
            return switch (floatingPoint.precision()) {
                case HALF, SINGLE -> new FloatType();
                case DOUBLE -> new DoubleType();
            };
        } else if (type instanceof ArrowType.Decimal decimal) {
            return decimalType(decimal, field, path);
        }
        LogicalType temporal = temporalType(type);
        return temporal != null ? temporal : nestedType(field, path);
    }

    private static LogicalType integerType(ArrowType.Int integer) {
        return switch (integer.signed() ? integer.bitWidth() : 2 * integer.bitWidth()) {
            case 8 -> new TinyIntType();
            case 16 -> new SmallIntType();
            case 32 -> new IntType();
            case 64 -> new BigIntType();
            default -> new DecimalType(20, 0);
        };
    }

    private static LogicalType decimalType(ArrowType.Decimal decimal, Field field, ColumnPath path)
            throws IncompatibleTypeException {
        int scale = Math.max(decimal.scale(), 0);
        long precision = Math.max((long) decimal.precision() - Math.min(decimal.scale(), 0), scale);
        if (precision > DecimalType.MAX_PRECISION) {
            throw unsupported(field, path, "Flink's DECIMAL has at most 38 digits");
        }
        return new DecimalType((int) precision, scale);
    }

    /** The type of a date, time, timestamp, duration or interval, or null for other types. */
    private static LogicalType temporalType(ArrowType type) {
        if (type instanceof ArrowType.Date) {
            return new DateType();
        } else if (type instanceof ArrowType.Time time) {
            return new TimeType(time.unit().fractionDigits());
        } else if (type instanceof ArrowType.Timestamp timestamp) {
            int digits = timestamp.unit().fractionDigits();
            return timestamp.zone() == null
                    ? new TimestampType(digits)
                    : new LocalZonedTimestampType(digits);
        } else if (type instanceof ArrowType.Duration duration) {
            boolean holdsMilliseconds =
                    duration.unit() == TimeUnit.SECOND || duration.unit() == TimeUnit.MILLISECOND;
            return holdsMilliseconds
                    ? new DayTimeIntervalType(
                            DayTimeResolution.DAY_TO_SECOND,
                            DayTimeIntervalType.DEFAULT_DAY_PRECISION,
                            3)
                    : new BigIntType();
        } else if (type instanceof ArrowType.Interval interval) {
            return switch (interval.unit()) {
                case YEAR_MONTH -> new YearMonthIntervalType(YearMonthResolution.YEAR_TO_MONTH);
                case DAY_TIME, MONTH_DAY_NANO -> intervalRow(interval);
            };
        }
        return null;
    }

    private static LogicalType intervalRow(ArrowType.Interval interval) {
        List<RowType.RowField> parts = new ArrayList<>();
        for (Field part : NestedFields.partsOf(interval)) {
            parts.add(new RowType.RowField(part.name(), integerType((ArrowType.Int) part.type())));
        }
        return new RowType(parts);
    }

    private static LogicalType nestedType(Field field, ColumnPath path)
            throws IncompatibleTypeException {
        ArrowType type = field.type();
        if (NestedFields.isList(type)) {
            Field element = NestedFields.child(field, 0, path);
            return new ArrayType(logicalType(element, path.child(element.name())));
        } else if (type instanceof ArrowType.Map) {
            Field entries = NestedFields.child(field, 0, path);
            Field key = NestedFields.child(entries, 0, path);
            Field value = NestedFields.child(entries, 1, path);
            return new MapType(
                    logicalType(key, path.child(key.name())),
                    logicalType(value, path.child(value.name())));
        } else if (type instanceof ArrowType.RunEndEncoded) {
            return typeOf(NestedFields.child(field, 1, path), path);
        }
        boolean union = type instanceof ArrowType.Union;
        Set<String> duplicates = duplicateNames(field.children());
        List<RowType.RowField> children = new ArrayList<>();
        for (Field child : field.children()) {
            RowType.RowField rowField = rowField(child, duplicates, path.child(child.name()));
            children.add(
                    union
                            ? new RowType.RowField(
                                    rowField.getName(), rowField.getType().copy(true))
                            : rowField);
        }
        return new RowType(children);
    }

    private static IncompatibleTypeException unsupported(
            Field field, ColumnPath path, String reason) {
        return new IncompatibleTypeException(
                path, "Arrow type " + NestedFields.name(field) + ": " + reason);
    }
}
