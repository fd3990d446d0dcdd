/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RawValueData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.types.RowKind;
import org.apache.flink.types.variant.Variant;

/**
 * A row of a batch, or a nested one. As with Flink's own columnar rows there is no equality: it
 * would need the types of the fields.
 */
class BatchRow implements RowData {

    final Column[] columns;
    final int index;
    private RowKind kind = RowKind.INSERT;

    BatchRow(Column[] columns, int index) {
        this.columns = columns;
        this.index = index;
    }

    @Override
    public final int getArity() {
        return columns.length;
    }

    @Override
    public final RowKind getRowKind() {
        return kind;
    }

    @Override
    public final void setRowKind(RowKind kind) {
        this.kind = kind;
    }

    @Override
    public final boolean isNullAt(int pos) {
        return columns[pos].isNullAt(index);
    }

    @Override
    public final boolean getBoolean(int pos) {
        return columns[pos].getBoolean(index);
    }

    @Override
    public final byte getByte(int pos) {
        return columns[pos].getByte(index);
    }

    @Override
    public final short getShort(int pos) {
        return columns[pos].getShort(index);
    }

    @Override
    public final int getInt(int pos) {
        return columns[pos].getInt(index);
    }

    @Override
    public final long getLong(int pos) {
        return columns[pos].getLong(index);
    }

    @Override
    public final float getFloat(int pos) {
        return columns[pos].getFloat(index);
    }

    @Override
    public final double getDouble(int pos) {
        return columns[pos].getDouble(index);
    }

    @Override
    public final StringData getString(int pos) {
        return columns[pos].getString(index);
    }

    @Override
    public final DecimalData getDecimal(int pos, int precision, int scale) {
        return columns[pos].getDecimal(index);
    }

    @Override
    public final TimestampData getTimestamp(int pos, int precision) {
        return columns[pos].getTimestamp(index);
    }

    @Override
    public final <T> RawValueData<T> getRawValue(int pos) {
        throw new UnsupportedOperationException("Arrow has no values of the type RAW");
    }

    @Override
    public final byte[] getBinary(int pos) {
        return columns[pos].getBinary(index);
    }

    @Override
    public final ArrayData getArray(int pos) {
        return columns[pos].getArray(index);
    }

    @Override
    public final MapData getMap(int pos) {
        return columns[pos].getMap(index);
    }

    @Override
    public final RowData getRow(int pos, int numFields) {
        return columns[pos].getRow(index);
    }

    @Override
    public final Variant getVariant(int pos) {
        return columns[pos].getVariant(index);
    }

    @Override
    public boolean equals(Object other) {
        throw new UnsupportedOperationException("compare the fields one by one");
    }

    @Override
    public int hashCode() {
        throw new UnsupportedOperationException("hash the fields one by one");
    }

    @Override
    public String toString() {
        return kind.shortString() + "(row " + index + " of a batch, " + columns.length + " fields)";
    }
}
