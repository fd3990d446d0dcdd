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
 *
 * <p>There is one class of rows, however long they last: where the rows of a job are of two, the
 * getters are compiled for both, and each value that they hand out is an object on the heap.
 */
final class BatchRow implements RowData {

    private final RowBatch batch;
    private final int index;
    private RowKind kind = RowKind.INSERT;

    BatchRow(RowBatch batch, int index) {
        this.batch = batch;
        this.index = index;
    }

    RowBatch batch() {
        return batch;
    }

    /** Another view of the same row, with a kind of its own. */
    BatchRow view() {
        BatchRow view = new BatchRow(batch, index);
        view.kind = kind;
        return view;
    }

    @Override
    public int getArity() {
        return batch.columnCount();
    }

    @Override
    public RowKind getRowKind() {
        return kind;
    }

    @Override
    public void setRowKind(RowKind kind) {
        this.kind = kind;
    }

    @Override
    public boolean isNullAt(int pos) {
        return batch.column(pos).isNullAt(index);
    }

    @Override
    public boolean getBoolean(int pos) {
        return batch.column(pos).getBoolean(index);
    }

    @Override
    public byte getByte(int pos) {
        return batch.column(pos).getByte(index);
    }

    @Override
    public short getShort(int pos) {
        return batch.column(pos).getShort(index);
    }

    @Override
    public int getInt(int pos) {
        return batch.column(pos).getInt(index);
    }

    @Override
    public long getLong(int pos) {
        return batch.column(pos).getLong(index);
    }

    @Override
    public float getFloat(int pos) {
        return batch.column(pos).getFloat(index);
    }

    @Override
    public double getDouble(int pos) {
        return batch.column(pos).getDouble(index);
    }

    @Override
    public StringData getString(int pos) {
        return batch.column(pos).getString(index);
    }

    @Override
    public DecimalData getDecimal(int pos, int precision, int scale) {
        return batch.column(pos).getDecimal(index);
    }

    @Override
    public TimestampData getTimestamp(int pos, int precision) {
        return batch.column(pos).getTimestamp(index);
    }

    @Override
    public <T> RawValueData<T> getRawValue(int pos) {
        throw new UnsupportedOperationException("Arrow has no values of the type RAW");
    }

    @Override
    public byte[] getBinary(int pos) {
        return batch.column(pos).getBinary(index);
    }

    @Override
    public ArrayData getArray(int pos) {
        return batch.column(pos).getArray(index);
    }

    @Override
    public MapData getMap(int pos) {
        return batch.column(pos).getMap(index);
    }

    @Override
    public RowData getRow(int pos, int numFields) {
        return batch.column(pos).getRow(index);
    }

    @Override
    public Variant getVariant(int pos) {
        return batch.column(pos).getVariant(index);
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
        return kind.shortString()
                + "(row "
                + index
                + " of a batch, "
                + batch.columnCount()
                + " fields)";
    }
}
