/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RawValueData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.types.variant.Variant;

/** A range of a column. As with Flink's own columnar arrays there is no equality. */
final class BatchArray implements ArrayData {

    private final Column elements;
    private final int start;
    private final int size;

    BatchArray(Column elements, int start, int size) {
        this.elements = elements;
        this.start = start;
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isNullAt(int pos) {
        return elements.isNullAt(start + pos);
    }

    @Override
    public boolean getBoolean(int pos) {
        return elements.getBoolean(start + pos);
    }

    @Override
    public byte getByte(int pos) {
        return elements.getByte(start + pos);
    }

    @Override
    public short getShort(int pos) {
        return elements.getShort(start + pos);
    }

    @Override
    public int getInt(int pos) {
        return elements.getInt(start + pos);
    }

    @Override
    public long getLong(int pos) {
        return elements.getLong(start + pos);
    }

    @Override
    public float getFloat(int pos) {
        return elements.getFloat(start + pos);
    }

    @Override
    public double getDouble(int pos) {
        return elements.getDouble(start + pos);
    }

    @Override
    public StringData getString(int pos) {
        return elements.getString(start + pos);
    }

    @Override
    public DecimalData getDecimal(int pos, int precision, int scale) {
        return elements.getDecimal(start + pos);
    }

    @Override
    public TimestampData getTimestamp(int pos, int precision) {
        return elements.getTimestamp(start + pos);
    }

    @Override
    public <T> RawValueData<T> getRawValue(int pos) {
        throw new UnsupportedOperationException("Arrow has no values of the type RAW");
    }

    @Override
    public Variant getVariant(int pos) {
        return elements.getVariant(start + pos);
    }

    @Override
    public byte[] getBinary(int pos) {
        return elements.getBinary(start + pos);
    }

    @Override
    public ArrayData getArray(int pos) {
        return elements.getArray(start + pos);
    }

    @Override
    public MapData getMap(int pos) {
        return elements.getMap(start + pos);
    }

    @Override
    public RowData getRow(int pos, int numFields) {
        return elements.getRow(start + pos);
    }

    @Override
    public boolean[] toBooleanArray() {
        boolean[] values = new boolean[sizeWithoutNulls()];
        for (int i = 0; i < values.length; i++) {
            values[i] = elements.getBoolean(start + i);
        }
        return values;
    }

    @Override
    public byte[] toByteArray() {
        byte[] values = new byte[sizeWithoutNulls()];
        for (int i = 0; i < values.length; i++) {
            values[i] = elements.getByte(start + i);
        }
        return values;
    }

    @Override
    public short[] toShortArray() {
        short[] values = new short[sizeWithoutNulls()];
        for (int i = 0; i < values.length; i++) {
            values[i] = elements.getShort(start + i);
        }
        return values;
    }

    @Override
    public int[] toIntArray() {
        int[] values = new int[sizeWithoutNulls()];
        for (int i = 0; i < values.length; i++) {
            values[i] = elements.getInt(start + i);
        }
        return values;
    }

    @Override
    public long[] toLongArray() {
        long[] values = new long[sizeWithoutNulls()];
        for (int i = 0; i < values.length; i++) {
            values[i] = elements.getLong(start + i);
        }
        return values;
    }

    @Override
    public float[] toFloatArray() {
        float[] values = new float[sizeWithoutNulls()];
        for (int i = 0; i < values.length; i++) {
            values[i] = elements.getFloat(start + i);
        }
        return values;
    }

    @Override
    public double[] toDoubleArray() {
        double[] values = new double[sizeWithoutNulls()];
        for (int i = 0; i < values.length; i++) {
            values[i] = elements.getDouble(start + i);
        }
        return values;
    }

    private int sizeWithoutNulls() {
        for (int i = 0; i < size; i++) {
            if (elements.isNullAt(start + i)) {
                throw new IllegalStateException("a primitive array cannot hold NULL");
            }
        }
        return size;
    }

    @Override
    public boolean equals(Object other) {
        throw new UnsupportedOperationException("compare the elements one by one");
    }

    @Override
    public int hashCode() {
        throw new UnsupportedOperationException("hash the elements one by one");
    }

    @Override
    public String toString() {
        return "array of " + size + " elements";
    }
}
