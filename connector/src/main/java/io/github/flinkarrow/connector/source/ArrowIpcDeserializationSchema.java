/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;

import io.github.flinkarrow.connector.data.RowTypeInfo;

import java.io.IOException;
import java.util.Objects;

/**
 * Reads the rows of messages, such as those of Kafka: each message is a whole Arrow IPC stream or
 * file, with a schema of its own, and may hold any number of rows. A message that is null or empty
 * has none.
 *
 * <p>Columns are found by name, as in files. Rows stay valid for ever: their values are views of
 * the array that was handed in, which is therefore never to change, or of memory of the garbage
 * collector's. Rows are {@link org.apache.flink.table.data.GenericRowData}, to which connectors
 * cast them.
 *
 * <p>Every error is an {@link IOException}: {@link io.github.flinkarrow.format.IpcFormatException}
 * where the bytes are wrong, {@link io.github.flinkarrow.format.UnsupportedIpcFeatureException}
 * where they exceed a limit or use what is not implemented, and others where a column or a value
 * does not fit the row type. Rows before the record batch at fault have been collected then.
 */
@PublicEvolving
public final class ArrowIpcDeserializationSchema implements DeserializationSchema<RowData> {

    private static final long serialVersionUID = 1L;

    private final RowType rowType;
    private final ArrowIpcReadOptions options;
    private transient MessageReader reader;

    public ArrowIpcDeserializationSchema(RowType rowType) {
        this(rowType, ArrowIpcReadOptions.DEFAULT);
    }

    /**
     * @param options of which the limits apply; there is nothing that a mode would say of messages
     */
    public ArrowIpcDeserializationSchema(RowType rowType, ArrowIpcReadOptions options) {
        this.rowType = Objects.requireNonNull(rowType, "rowType");
        this.options = Objects.requireNonNull(options, "options");
    }

    @Override
    public void deserialize(byte[] message, Collector<RowData> rows) throws IOException {
        if (message == null || message.length == 0) {
            return;
        }
        if (reader == null) {
            reader = new MessageReader(rowType, options);
        }
        reader.read(message, rows);
    }

    /**
     * The row of a message, for connectors that want one a message.
     *
     * @return null if the message has no row
     * @throws IOException also if the message has more than one row
     */
    @Override
    public RowData deserialize(byte[] message) throws IOException {
        OneRow rows = new OneRow();
        deserialize(message, rows);
        if (rows.count > 1) {
            throw new IOException(
                    "a message has %d rows, but the connector takes one row a message"
                            .formatted(rows.count));
        }
        return rows.first;
    }

    @Override
    public boolean isEndOfStream(RowData row) {
        return false;
    }

    @Override
    public TypeInformation<RowData> getProducedType() {
        return RowTypeInfo.of(rowType);
    }

    private static final class OneRow implements Collector<RowData> {

        private RowData first;
        private long count;

        @Override
        public void collect(RowData row) {
            if (count++ == 0) {
                first = row;
            }
        }

        @Override
        public void close() {}
    }
}
