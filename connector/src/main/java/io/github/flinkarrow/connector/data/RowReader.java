/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.types.ColumnMapping;
import io.github.flinkarrow.connector.types.IncompatibleTypeException;
import io.github.flinkarrow.connector.types.RowMapping;
import io.github.flinkarrow.format.Projection;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides once a file how its columns become the fields of a wanted row type.
 *
 * <p>Safe for use by several threads.
 */
@Internal
public final class RowReader {

    private final RowMapping mapping;
    private final String fileName;
    private final ColumnBinder binder = new ColumnBinder();

    private RowReader(RowMapping mapping, String fileName) {
        this.mapping = mapping;
        this.fileName = fileName;
    }

    /**
     * Matches the columns of a file with a row type, by name.
     *
     * @param fileSchema all columns of the file
     * @param wanted the fields of the rows
     * @param fileName is named in errors
     * @throws IncompatibleTypeException if a column cannot be read as the row type wants it
     */
    public static RowReader create(Schema fileSchema, RowType wanted, String fileName)
            throws IOException {
        try {
            return new RowReader(RowMapping.of(fileSchema, wanted), fileName);
        } catch (IncompatibleTypeException e) {
            throw e.in(fileName);
        }
    }

    /** The columns that record batches for {@link #bind} have to be read with. */
    public Projection projection() {
        return mapping.projection();
    }

    /**
     * The rows of a record batch. All values are checked here; none is found to be wrong later.
     *
     * @param batch was read with the {@link #projection()}, and stays open as long as rows of it
     *     are used
     * @throws InvalidValueException if the row type cannot hold a value of the batch
     */
    public RowBatch bind(RecordBatch batch) throws IOException {
        return bind(batch, new CopyNotice());
    }

    /**
     * The rows of a record batch, as {@link #bind(RecordBatch)} has them.
     *
     * @param copies takes notice of copies of rows
     */
    public RowBatch bind(RecordBatch batch, CopyNotice copies) throws IOException {
        return new RowBatch(columns(batch), batch.rowCount(), false, copies);
    }

    /**
     * The rows of a record batch whose memory may be read when it is closed, by whoever refers to
     * it: such rows are as good as copies of them.
     *
     * @param copies takes notice of copies of rows
     * @param kept accounts for the memory that was allocated for the batch, as long as it is kept
     */
    public RowBatch bindLasting(RecordBatch batch, CopyNotice copies, KeptMemory kept)
            throws IOException {
        if (batch.memoryBytes() == 0) {
            return new RowBatch(columns(batch), batch.rowCount(), true, copies);
        }
        List<Object> views = new ArrayList<>();
        Column[] columns = Views.noting(views, () -> columns(batch));
        KeptMemory.Batch account = kept.add(views, batch.memoryBytes());
        return new RowBatch(columns, batch.rowCount(), true, copies, account);
    }

    private Column[] columns(RecordBatch batch) throws IOException {
        List<ColumnMapping> mappings = mapping.columns();
        Column[] columns = new Column[mappings.size()];
        try {
            for (int i = 0; i < columns.length; i++) {
                ColumnMapping column = mappings.get(i);
                columns[i] =
                        column.position() < 0
                                ? NullColumn.INSTANCE
                                : binder.bind(column, batch.column(column.position()), Slots.ALL);
            }
        } catch (InvalidValueException e) {
            throw e.in(fileName);
        }
        return columns;
    }
}
