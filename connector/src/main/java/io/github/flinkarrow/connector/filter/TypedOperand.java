/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.filter;

import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;

import io.github.flinkarrow.connector.filter.Condition.Operand;

/**
 * A column through casts that keep the order of its values.
 *
 * @param type of the outermost cast
 */
record TypedOperand(Operand operand, LogicalType type) {

    /**
     * A column without casts.
     *
     * @param index among the columns of the filter
     */
    static TypedOperand of(int index, LogicalType type) {
        return new TypedOperand(new Operand(index, OrderedCast.Same.CAST), type);
    }

    /** This in a cast; null if that may change the order. */
    TypedOperand castTo(LogicalType target) {
        if (keepsValues(target)) {
            return new TypedOperand(operand, target);
        }
        OrderedCast cast = cast(target);
        return cast == null || operand.cast() != OrderedCast.Same.CAST
                ? null
                : new TypedOperand(new Operand(operand.index(), cast), target);
    }

    /** This as Java promotes it when it is compared with a literal. */
    TypedOperand promotedFor(LogicalType literal) {
        TypedOperand promoted =
                literal.is(LogicalTypeRoot.DOUBLE) && digits(type) > 0 ? castTo(literal) : null;
        return promoted == null ? this : promoted;
    }

    private OrderedCast cast(LogicalType target) {
        return switch (type.getTypeRoot()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT ->
                    target.is(LogicalTypeRoot.DOUBLE) ? OrderedCast.ToDouble.CAST : null;
            case DATE ->
                    target.is(LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE)
                            ? OrderedCast.ToTimestamp.CAST
                            : null;
            case CHAR, VARCHAR ->
                    target instanceof VarCharType text
                            ? new OrderedCast.Cut(text.getLength())
                            : null;
            default -> null;
        };
    }

    private boolean keepsValues(LogicalType target) {
        if (type.copy(true).equals(target.copy(true))) {
            return true;
        }
        return switch (type.getTypeRoot()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT ->
                    target instanceof DecimalType decimal
                            ? decimal.getPrecision() - decimal.getScale() >= digits(type)
                            : digits(target) > digits(type);
            case DECIMAL ->
                    target instanceof DecimalType decimal && holds(decimal, (DecimalType) type);
            case FLOAT -> target.is(LogicalTypeRoot.DOUBLE);
            // Other lengths may cut a value that is longer than its type says.
            case VARBINARY ->
                    target instanceof VarBinaryType bytes
                            && bytes.getLength() == VarBinaryType.MAX_LENGTH;
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                    target.is(type.getTypeRoot())
                            && FlinkRanges.precision(target) >= FlinkRanges.precision(type);
            default -> false;
        };
    }

    /** The decimal digits of the largest value of an integer type; 0 of other types. */
    private static int digits(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case INTEGER -> 10;
            case BIGINT -> 19;
            default -> 0;
        };
    }

    private static boolean holds(DecimalType wide, DecimalType narrow) {
        return wide.getScale() >= narrow.getScale()
                && wide.getPrecision() - wide.getScale()
                        >= narrow.getPrecision() - narrow.getScale();
    }
}
