/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.DataTypeQueryable;
import org.apache.flink.table.types.logical.RowType;

import java.util.Objects;

/**
 * The type of rows that are views of record batches. It is Flink's own of rows, but that rows are
 * not copied between operators where they need not be; serialized rows and state of either type can
 * be read with the other.
 *
 * <p>It is not equal to Flink's own, with which a stream can therefore not be united: a source is
 * given that type where it becomes a stream.
 */
@Internal
public final class RowTypeInfo extends TypeInformation<RowData> implements DataTypeQueryable {

    private static final long serialVersionUID = 1L;

    private final InternalTypeInfo<RowData> rows;

    private RowTypeInfo(InternalTypeInfo<RowData> rows) {
        this.rows = rows;
    }

    public static RowTypeInfo of(RowType type) {
        return new RowTypeInfo(InternalTypeInfo.of(type));
    }

    @Override
    public TypeSerializer<RowData> createSerializer(SerializerConfig config) {
        return new RowSerializer(rows.createSerializer(config));
    }

    @Override
    public DataType getDataType() {
        return rows.getDataType();
    }

    @Override
    public boolean isBasicType() {
        return rows.isBasicType();
    }

    @Override
    public boolean isTupleType() {
        return rows.isTupleType();
    }

    @Override
    public int getArity() {
        return rows.getArity();
    }

    @Override
    public int getTotalFields() {
        return rows.getTotalFields();
    }

    @Override
    public Class<RowData> getTypeClass() {
        return rows.getTypeClass();
    }

    @Override
    public boolean isKeyType() {
        return rows.isKeyType();
    }

    @Override
    public String toString() {
        return "RowTypeInfo(" + rows.toRowType().asSummaryString() + ")";
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof RowTypeInfo;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowTypeInfo type && rows.equals(type.rows);
    }

    @Override
    public int hashCode() {
        return Objects.hash(RowTypeInfo.class, rows);
    }
}
