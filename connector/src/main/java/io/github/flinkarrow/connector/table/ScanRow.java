/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

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
 * A row of the scan: a view of a row of the file, and of what its rows have in common. As with
 * Flink's own views there is no equality: it would need the types of the fields.
 */
final class ScanRow implements RowData {

    private final ScanField[] fields;
    private final RowData file;
    private final RowData path;
    private RowKind kind = RowKind.INSERT;

    ScanRow(ScanField[] fields, RowData file, RowData path) {
        this.fields = fields;
        this.file = file;
        this.path = path;
    }

    private RowData holder(int pos) {
        return fields[pos].holder(file, path);
    }

    @Override
    public int getArity() {
        return fields.length;
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
        RowData holder = holder(pos);
        return holder == null || holder.isNullAt(fields[pos].position());
    }

    @Override
    public boolean getBoolean(int pos) {
        return holder(pos).getBoolean(fields[pos].position());
    }

    @Override
    public byte getByte(int pos) {
        return holder(pos).getByte(fields[pos].position());
    }

    @Override
    public short getShort(int pos) {
        return holder(pos).getShort(fields[pos].position());
    }

    @Override
    public int getInt(int pos) {
        return holder(pos).getInt(fields[pos].position());
    }

    @Override
    public long getLong(int pos) {
        return holder(pos).getLong(fields[pos].position());
    }

    @Override
    public float getFloat(int pos) {
        return holder(pos).getFloat(fields[pos].position());
    }

    @Override
    public double getDouble(int pos) {
        return holder(pos).getDouble(fields[pos].position());
    }

    @Override
    public StringData getString(int pos) {
        return holder(pos).getString(fields[pos].position());
    }

    @Override
    public DecimalData getDecimal(int pos, int precision, int scale) {
        return holder(pos).getDecimal(fields[pos].position(), precision, scale);
    }

    @Override
    public TimestampData getTimestamp(int pos, int precision) {
        return holder(pos).getTimestamp(fields[pos].position(), precision);
    }

    @Override
    public <T> RawValueData<T> getRawValue(int pos) {
        return holder(pos).getRawValue(fields[pos].position());
    }

    @Override
    public byte[] getBinary(int pos) {
        return holder(pos).getBinary(fields[pos].position());
    }

    @Override
    public ArrayData getArray(int pos) {
        return holder(pos).getArray(fields[pos].position());
    }

    @Override
    public MapData getMap(int pos) {
        return holder(pos).getMap(fields[pos].position());
    }

    @Override
    public RowData getRow(int pos, int numFields) {
        return holder(pos).getRow(fields[pos].position(), numFields);
    }

    @Override
    public Variant getVariant(int pos) {
        return holder(pos).getVariant(fields[pos].position());
    }
}
