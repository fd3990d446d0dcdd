/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.annotation.Internal;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.types.ColumnPath;
import io.github.flinkarrow.connector.types.FlinkToArrowTypes;
import io.github.flinkarrow.format.array.RecordBatchBuilder;

import java.io.IOException;
import java.util.List;

/**
 * Appends rows to the builder of a record batch, whatever their kind.
 *
 * <p>A row that cannot be written leaves the builder with columns of unequal length: it is to be
 * closed then, and the writer not to be used again. Not safe for use by several threads.
 */
@Internal
public final class RowWriter {

    private final ColumnWriter[] columns;

    private RowWriter(ColumnWriter[] columns) {
        this.columns = columns;
    }

    /**
     * A writer of rows of a type.
     *
     * @param target a builder of the schema that {@link FlinkToArrowTypes} gives for the type;
     *     remains the caller's
     * @throws IllegalArgumentException if the builder is one of another schema
     */
    public static RowWriter create(RowType rowType, RecordBatchBuilder target) {
        if (!target.schema().fields().equals(FlinkToArrowTypes.schema(rowType).fields())) {
            throw new IllegalArgumentException(
                    "a builder of another schema than that of " + rowType.asSummaryString());
        }
        List<RowType.RowField> fields = rowType.getFields();
        ColumnWriter[] columns = new ColumnWriter[fields.size()];
        for (int i = 0; i < columns.length; i++) {
            RowType.RowField field = fields.get(i);
            columns[i] =
                    ColumnWriters.create(
                            field.getType(), target.column(i), ColumnPath.of(field.getName()));
        }
        return new RowWriter(columns);
    }

    /**
     * Appends a row.
     *
     * @throws InvalidValueException if Arrow or the row type cannot hold a value; a NULL that is
     *     declared NOT NULL among them
     */
    public void write(RowData row) throws IOException {
        for (int i = 0; i < columns.length; i++) {
            columns[i].write(row, i);
        }
    }
}
