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
 * The copy of a row of a batch. It has no equality, as little as views have it: whether a row is a
 * copy or a view that lasts must not make a difference.
 */
final class CopiedRow implements RowData {

    private final RowData values;

    CopiedRow(RowData values) {
        this.values = values;
    }

    @Override
    public int getArity() {
        return values.getArity();
    }

    @Override
    public RowKind getRowKind() {
        return values.getRowKind();
    }

    @Override
    public void setRowKind(RowKind kind) {
        values.setRowKind(kind);
    }

    @Override
    public boolean isNullAt(int pos) {
        return values.isNullAt(pos);
    }

    @Override
    public boolean getBoolean(int pos) {
        return values.getBoolean(pos);
    }

    @Override
    public byte getByte(int pos) {
        return values.getByte(pos);
    }

    @Override
    public short getShort(int pos) {
        return values.getShort(pos);
    }

    @Override
    public int getInt(int pos) {
        return values.getInt(pos);
    }

    @Override
    public long getLong(int pos) {
        return values.getLong(pos);
    }

    @Override
    public float getFloat(int pos) {
        return values.getFloat(pos);
    }

    @Override
    public double getDouble(int pos) {
        return values.getDouble(pos);
    }

    @Override
    public StringData getString(int pos) {
        return values.getString(pos);
    }

    @Override
    public DecimalData getDecimal(int pos, int precision, int scale) {
        return values.getDecimal(pos, precision, scale);
    }

    @Override
    public TimestampData getTimestamp(int pos, int precision) {
        return values.getTimestamp(pos, precision);
    }

    @Override
    public <T> RawValueData<T> getRawValue(int pos) {
        return values.getRawValue(pos);
    }

    @Override
    public byte[] getBinary(int pos) {
        return values.getBinary(pos);
    }

    @Override
    public ArrayData getArray(int pos) {
        return values.getArray(pos);
    }

    @Override
    public MapData getMap(int pos) {
        return values.getMap(pos);
    }

    @Override
    public RowData getRow(int pos, int numFields) {
        return values.getRow(pos, numFields);
    }

    @Override
    public Variant getVariant(int pos) {
        return values.getVariant(pos);
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
        return values.toString();
    }
}
