/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.DecimalType;

import io.github.flinkarrow.connector.types.ColumnPath;
import io.github.flinkarrow.format.array.Decimal128Builder;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Writes decimals. A value of another scale than the type's is written only if it is exact in that.
 */
final class DecimalWriter extends ColumnWriter {

    private final Decimal128Builder target;
    private final int precision;
    private final int scale;

    /** The least unscaled absolute value that is too large, where a long can hold it, or else 0. */
    private final long bound;

    DecimalWriter(Decimal128Builder target, DecimalType type, ColumnPath path) {
        super(target, path);
        this.target = target;
        this.precision = type.getPrecision();
        this.scale = type.getScale();
        this.bound =
                DecimalData.isCompact(precision) ? BigInteger.TEN.pow(precision).longValue() : 0;
    }

    @Override
    void append(RowData row, int pos) throws InvalidValueException {
        append(row.getDecimal(pos, precision, scale));
    }

    @Override
    void append(ArrayData array, int pos) throws InvalidValueException {
        append(array.getDecimal(pos, precision, scale));
    }

    private void append(DecimalData value) throws InvalidValueException {
        if (bound != 0 && value.isCompact() && value.scale() == scale) {
            long unscaled = value.toUnscaledLong();
            if (unscaled >= bound || unscaled <= -bound) {
                throw unfit(value);
            }
            target.append(unscaled);
        } else {
            appendExact(value);
        }
    }

    private void appendExact(DecimalData value) throws InvalidValueException {
        BigDecimal decimal = value.toBigDecimal();
        if (decimal.scale() != scale) {
            try {
                decimal = decimal.setScale(scale, RoundingMode.UNNECESSARY);
            } catch (ArithmeticException e) {
                throw unfit(value);
            }
        }
        if (decimal.precision() > precision) {
            throw unfit(value);
        }
        target.append(decimal.unscaledValue());
    }
}
