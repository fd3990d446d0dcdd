/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

import io.github.flinkarrow.format.IpcContainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * Writes each row as a message, such as those of Kafka: a whole Arrow IPC stream, or a file, of one
 * row, with its schema. Equal rows give equal messages.
 */
@PublicEvolving
public final class ArrowIpcSerializationSchema implements SerializationSchema<RowData> {

    private static final long serialVersionUID = 1L;

    private final RowType rowType;
    private final ArrowIpcWriteOptions options;
    private transient MessageWriter writer;

    /**
     * Messages that are uncompressed streams.
     *
     * @throws ValidationException if Arrow has no type for a field, fields nest deeper than 64, or
     *     a name has an unpaired surrogate
     */
    public ArrowIpcSerializationSchema(RowType rowType) {
        this(rowType, ArrowIpcWriteOptions.DEFAULT.withContainer(IpcContainer.STREAM));
    }

    /**
     * @param options of which all apply but the size of record batches: a message has one row
     * @throws ValidationException if Arrow has no type for a field, fields nest deeper than 64, a
     *     name has an unpaired surrogate, or a dictionary column is none
     * @throws IllegalArgumentException if the codec has no such level
     */
    public ArrowIpcSerializationSchema(RowType rowType, ArrowIpcWriteOptions options) {
        this.rowType = Objects.requireNonNull(rowType, "rowType");
        this.options = Objects.requireNonNull(options, "options");
        WritableColumns.require(rowType, options);
    }

    /**
     * The message of a row, of which nothing is kept.
     *
     * @throws UncheckedIOException if the row is not an insertion, or a value does not fit its
     *     column; later rows can be written
     */
    @Override
    public byte[] serialize(RowData row) {
        if (writer == null) {
            writer = new MessageWriter(rowType, options);
        }
        try {
            if (row.getRowKind() != RowKind.INSERT) {
                throw new IOException(
                        "a row of kind "
                                + row.getRowKind()
                                + " cannot be written: Arrow IPC messages hold insertions only");
            }
            return writer.write(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
