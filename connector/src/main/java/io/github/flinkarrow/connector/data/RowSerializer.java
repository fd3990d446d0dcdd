/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.table.data.RowData;

import java.io.IOException;

/**
 * Flink's serializer of rows, but for copies: a row whose memory the garbage collector has is not
 * copied. Bytes and snapshots are Flink's.
 */
final class RowSerializer extends TypeSerializer<RowData> {

    private static final long serialVersionUID = 1L;

    private final TypeSerializer<RowData> rows;

    /**
     * @param rows Flink's, of the same fields
     */
    RowSerializer(TypeSerializer<RowData> rows) {
        this.rows = rows;
    }

    @Override
    public RowData copy(RowData from) {
        if (from instanceof BatchRow row) {
            row.batch().noticeCopy();
            return row.batch().isLasting() ? row.view() : new CopiedRow(rows.copy(from));
        }
        return from instanceof CopiedRow ? new CopiedRow(rows.copy(from)) : rows.copy(from);
    }

    /** Without a use of the other row: it may be one of a record batch. */
    @Override
    public RowData copy(RowData from, RowData reuse) {
        return copy(from);
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializer<RowData> duplicate() {
        return new RowSerializer(rows.duplicate());
    }

    @Override
    public RowData createInstance() {
        return rows.createInstance();
    }

    @Override
    public int getLength() {
        return rows.getLength();
    }

    @Override
    public void serialize(RowData row, DataOutputView target) throws IOException {
        rows.serialize(row, target);
    }

    @Override
    public RowData deserialize(DataInputView source) throws IOException {
        return rows.deserialize(source);
    }

    @Override
    public RowData deserialize(RowData reuse, DataInputView source) throws IOException {
        return rows.deserialize(reuse, source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        rows.copy(source, target);
    }

    @Override
    public TypeSerializerSnapshot<RowData> snapshotConfiguration() {
        return rows.snapshotConfiguration();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowSerializer serializer && rows.equals(serializer.rows);
    }

    @Override
    public int hashCode() {
        return rows.hashCode();
    }
}
