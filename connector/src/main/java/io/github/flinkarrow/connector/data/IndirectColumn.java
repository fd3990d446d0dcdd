/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.types.variant.Variant;

/** Values that are found elsewhere, in another column, where they have been checked. */
abstract class IndirectColumn extends Column {

    final Column values;

    /**
     * @param validity one bit a value; may be null
     * @param nulls if there is no validity, whether {@link #isNullElsewhere} has to be asked
     */
    IndirectColumn(int length, Memory validity, boolean nulls, Column values) {
        super(length, validity, nulls);
        this.values = values;
    }

    /** The index in the other column. */
    abstract int at(int index);

    @Override
    final boolean getBoolean(int index) {
        return values.getBoolean(at(index));
    }

    @Override
    final byte getByte(int index) {
        return values.getByte(at(index));
    }

    @Override
    final short getShort(int index) {
        return values.getShort(at(index));
    }

    @Override
    final int getInt(int index) {
        return values.getInt(at(index));
    }

    @Override
    final long getLong(int index) {
        return values.getLong(at(index));
    }

    @Override
    final float getFloat(int index) {
        return values.getFloat(at(index));
    }

    @Override
    final double getDouble(int index) {
        return values.getDouble(at(index));
    }

    @Override
    final StringData getString(int index) {
        return values.getString(at(index));
    }

    @Override
    final byte[] getBinary(int index) {
        return values.getBinary(at(index));
    }

    @Override
    final DecimalData getDecimal(int index) {
        return values.getDecimal(at(index));
    }

    @Override
    final TimestampData getTimestamp(int index) {
        return values.getTimestamp(at(index));
    }

    @Override
    final ArrayData getArray(int index) {
        return values.getArray(at(index));
    }

    @Override
    final MapData getMap(int index) {
        return values.getMap(at(index));
    }

    @Override
    final RowData getRow(int index) {
        return values.getRow(at(index));
    }

    @Override
    final Variant getVariant(int index) {
        return values.getVariant(at(index));
    }
}
