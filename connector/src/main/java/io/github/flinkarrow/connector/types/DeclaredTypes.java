/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.types;

import org.apache.flink.table.types.logical.BinaryType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.VarBinaryType;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.FloatingPointPrecision;
import io.github.flinkarrow.format.schema.IntervalUnit;

/** Which Flink types the values of an Arrow type may be declared as. */
final class DeclaredTypes {

    private DeclaredTypes() {}

    /**
     * How a field is read as a declared type, whatever the types nested in both.
     *
     * @return null if it cannot be
     */
    static Conversion conversion(Field field, LogicalType declared) {
        ArrowType type = field.type();
        LogicalTypeRoot root = declared.getTypeRoot();
        Conversion extension = extension(field, root);
        if (extension != null) {
            return extension;
        } else if (type instanceof ArrowType.Null) {
            return declared.isNullable() ? Conversion.NULLS : null;
        } else if (type instanceof ArrowType.Bool) {
            return root == LogicalTypeRoot.BOOLEAN ? Conversion.BOOLEAN : null;
        } else if (type instanceof ArrowType.Int integer) {
            return integer(integer, declared);
        } else if (type instanceof ArrowType.FloatingPoint floatingPoint) {
            boolean holds =
                    root == LogicalTypeRoot.DOUBLE
                            || (root == LogicalTypeRoot.FLOAT
                                    && floatingPoint.precision() != FloatingPointPrecision.DOUBLE);
            return holds ? Conversion.FLOATING_POINT : null;
        } else if (type instanceof ArrowType.Decimal decimal) {
            return declared instanceof DecimalType target && holds(target, decimal)
                    ? Conversion.DECIMAL
                    : null;
        } else if (type instanceof ArrowType.FixedSizeBinary binary) {
            return holds(declared, binary) ? Conversion.BYTES : null;
        }
        return switch (root) {
            case CHAR, VARCHAR -> isText(type) ? Conversion.TEXT : null;
            case BINARY, VARBINARY -> isBinary(type) ? Conversion.BYTES : null;
            case ARRAY -> NestedFields.isList(type) ? Conversion.LIST : null;
            case MAP, MULTISET -> type instanceof ArrowType.Map ? Conversion.MAP : null;
            case ROW -> row(type);
            default -> temporal(type, root);
        };
    }

    private static Conversion extension(Field field, LogicalTypeRoot root) {
        String name = field.extensionName().orElse("");
        ArrowType type = field.type();
        if (name.equals("arrow.uuid")
                && type instanceof ArrowType.FixedSizeBinary binary
                && binary.byteWidth() == 16
                && (root == LogicalTypeRoot.CHAR || root == LogicalTypeRoot.VARCHAR)) {
            return Conversion.UUID_TEXT;
        } else if (name.equals("arrow.bool8")
                && type.equals(new ArrowType.Int(8, true))
                && root == LogicalTypeRoot.BOOLEAN) {
            return Conversion.BOOL8;
        } else if (name.equals("arrow.parquet.variant")
                && type instanceof ArrowType.Struct
                && root == LogicalTypeRoot.VARIANT) {
            return Conversion.VARIANT;
        }
        return null;
    }

    /** An integer is read as a type that holds all of its values, or an UInt64 as BIGINT. */
    private static Conversion integer(ArrowType.Int type, LogicalType declared) {
        int width = type.bitWidth();
        boolean signed = type.signed();
        boolean holds =
                switch (declared.getTypeRoot()) {
                    case TINYINT -> signed && width == 8;
                    case SMALLINT -> width < 16 || (signed && width == 16);
                    case INTEGER -> width < 32 || (signed && width == 32);
                    case BIGINT -> true;
                    case FLOAT -> !signed && width <= 16;
                    case DOUBLE -> width <= 32;
                    default -> false;
                };
        if (declared instanceof DecimalType decimal) {
            return decimal.getPrecision() - decimal.getScale() >= digits(type)
                    ? Conversion.INTEGER_TO_DECIMAL
                    : null;
        }
        return holds ? Conversion.INTEGER : null;
    }

    /** The decimal digits of the largest value. */
    private static int digits(ArrowType.Int type) {
        return switch (type.bitWidth()) {
            case 8 -> 3;
            case 16 -> 5;
            case 32 -> 10;
            default -> type.signed() ? 19 : 20;
        };
    }

    private static boolean holds(DecimalType declared, ArrowType.Decimal type) {
        if (type.precision() > DecimalType.MAX_PRECISION) {
            return declared.getPrecision() == DecimalType.MAX_PRECISION
                    && declared.getScale() == type.scale();
        }
        return declared.getScale() >= type.scale()
                && declared.getPrecision() - declared.getScale()
                        >= (long) type.precision() - type.scale();
    }

    private static boolean holds(LogicalType declared, ArrowType.FixedSizeBinary type) {
        if (type.byteWidth() == 0) {
            return false;
        }
        return (declared instanceof BinaryType binary && binary.getLength() == type.byteWidth())
                || (declared instanceof VarBinaryType bytes
                        && bytes.getLength() >= type.byteWidth());
    }

    private static boolean isText(ArrowType type) {
        return type instanceof ArrowType.Utf8
                || type instanceof ArrowType.LargeUtf8
                || type instanceof ArrowType.Utf8View;
    }

    private static boolean isBinary(ArrowType type) {
        return type instanceof ArrowType.Binary
                || type instanceof ArrowType.LargeBinary
                || type instanceof ArrowType.BinaryView;
    }

    private static Conversion row(ArrowType type) {
        if (type instanceof ArrowType.Union) {
            return Conversion.UNION;
        }
        return NestedFields.isRow(type) ? Conversion.ROW : null;
    }

    private static Conversion temporal(ArrowType type, LogicalTypeRoot root) {
        if (type instanceof ArrowType.Date) {
            return root == LogicalTypeRoot.DATE ? Conversion.DATE : null;
        } else if (type instanceof ArrowType.Time) {
            return rawOr(root, LogicalTypeRoot.TIME_WITHOUT_TIME_ZONE, Conversion.TIME);
        } else if (type instanceof ArrowType.Timestamp timestamp) {
            return rawOr(
                    root,
                    timestamp.zone() == null
                            ? LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE
                            : LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE,
                    Conversion.TIMESTAMP);
        } else if (type instanceof ArrowType.Duration) {
            return rawOr(root, LogicalTypeRoot.INTERVAL_DAY_TIME, Conversion.DURATION);
        } else if (type instanceof ArrowType.Interval interval
                && interval.unit() == IntervalUnit.YEAR_MONTH) {
            boolean months =
                    root == LogicalTypeRoot.INTERVAL_YEAR_MONTH || root == LogicalTypeRoot.INTEGER;
            return months ? Conversion.INTEGER : null;
        }
        return null;
    }

    private static Conversion rawOr(
            LogicalTypeRoot root, LogicalTypeRoot own, Conversion conversion) {
        if (root == LogicalTypeRoot.BIGINT) {
            return Conversion.INTEGER;
        }
        return root == own ? conversion : null;
    }
}
