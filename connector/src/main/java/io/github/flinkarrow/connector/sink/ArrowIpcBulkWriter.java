/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

import io.github.flinkarrow.connector.data.RowWriter;
import io.github.flinkarrow.connector.types.ColumnPath;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.array.DictionaryEncoder;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.util.List;

/**
 * Writes rows as record batches of an Arrow IPC file or stream.
 *
 * <p>Nothing is written before the first row. {@link #finish} completes the file and leaves the
 * stream open; without rows it writes an empty file, but only at the start of a stream. An
 * abandoned writer holds nothing but heap memory.
 *
 * <p>Once a row or a record batch could not be written, {@link #addElement} only throws. So do
 * {@link #flush} and {@link #finish} where Flink could still commit the file: to a {@link
 * RecoverableFsDataOutputStream}, as a checkpoint may come between the failure and the end of its
 * task. To any other stream they write nothing and return: Flink's batch sink calls them when it
 * cleans up after a failure, commits nothing of a failed attempt, and ends the whole task manager
 * if its clean-up fails.
 */
@PublicEvolving
public final class ArrowIpcBulkWriter implements BulkWriter<RowData> {

    /** The size of a batch is a sum over all columns: it is looked at once in so many rows. */
    private static final int MOST_ROWS_PER_CHECK = 16;

    private final FSDataOutputStream stream;
    private final Schema schema;

    /** With the dictionaries. */
    private final Schema written;

    private final RowType rowType;
    private final ArrowIpcWriteOptions options;
    private final WriterBudget budget;
    private final OutputStreamChannel channel;
    private final IpcOutput output;
    private final CollectedMemory memory = new CollectedMemory();

    /** Null where no column is dictionary-encoded. */
    private final DictionaryEncoder dictionaries;

    private RecordBatchBuilder builder;
    private RowWriter rows;
    private int rowCount;
    private int rowsAtNextCheck = 1;
    private long heldBytes;
    private boolean started;
    private boolean finished;
    private boolean writable = true;

    ArrowIpcBulkWriter(
            FSDataOutputStream stream,
            String directory,
            Schema schema,
            RowType rowType,
            ArrowIpcWriteOptions options,
            WriterBudget budget) {
        this.stream = stream;
        this.schema = schema;
        this.rowType = rowType;
        this.options = options;
        this.budget = budget;
        this.written = DictionaryColumns.encode(schema, options.dictionaryColumns());
        this.channel = new OutputStreamChannel(stream, directory, budget.staging());
        this.output = IpcOutput.of(options.container(), channel, written, options.forFormat());
        this.dictionaries =
                options.dictionaryColumns().isEmpty()
                        ? null
                        : new DictionaryEncoder(written, new CollectedMemory());
        budget.add(this);
    }

    /**
     * Takes a row, of which nothing is kept.
     *
     * @throws IOException if the row is not an insertion, a value does not fit its column, or
     *     writing fails
     */
    @Override
    public void addElement(RowData row) throws IOException {
        requireWritable();
        writable = false;
        if (row.getRowKind() != RowKind.INSERT) {
            throw new IOException(
                    "a row of kind "
                            + row.getRowKind()
                            + " cannot be written: Arrow IPC files hold insertions only");
        }
        if (builder == null) {
            start();
        }
        rows.write(row);
        writable = true;
        rowCount++;
        if (rowCount == options.batchRows()) {
            writeBatch();
            account();
        } else if (rowCount >= rowsAtNextCheck || memory.bytes() > heldBytes) {
            checkBytes();
        }
    }

    private void start() throws IOException {
        if (!started && options.container() == IpcContainer.FILE && stream.getPos() != 0) {
            throw new IOException(
                    "an Arrow IPC file cannot start at position %d of its output"
                            .formatted(stream.getPos()));
        }
        started = true;
        builder = new RecordBatchBuilder(schema, memory);
        rows = RowWriter.create(rowType, builder);
    }

    /** Large rows are looked at more often, so that a batch ends where it is to. */
    private void checkBytes() throws IOException {
        long size = builder.byteSize();
        long bytesPerRow = size / rowCount + 1;
        long room = options.batchBytes() - size;
        if (room <= 0) {
            writeBatch();
            room = options.batchBytes();
        }
        long rows = Math.min(room / bytesPerRow, MOST_ROWS_PER_CHECK);
        rowsAtNextCheck = rowCount + (int) Math.max(rows, 1);
        account();
    }

    private void account() throws IOException {
        long difference = memory.bytes() - heldBytes;
        heldBytes = memory.bytes();
        if (difference != 0) {
            budget.change(difference);
        }
    }

    /** Memory that the budget knows of. */
    long heldBytes() {
        return heldBytes;
    }

    /** Writes the rows so far and gives all memory back, which the budget takes note of. */
    void writeEarly() throws IOException {
        writeBatch();
        release();
    }

    private void release() {
        if (builder != null) {
            builder.close();
            builder = null;
            rows = null;
        }
        heldBytes = 0;
    }

    private void writeBatch() throws IOException {
        requireWritable();
        if (rowCount > 0) {
            writable = false;
            try (RecordBatch batch = builder.build(rowCount)) {
                writeOut(batch);
            }
            builder.reset();
            rowCount = 0;
            rowsAtNextCheck = 1;
            writable = true;
        }
    }

    private void requireWritable() throws IOException {
        if (!writable) {
            throw new IOException(
                    "nothing more can be written: a row or a record batch could not be, or all is"
                            + " finished");
        }
    }

    private boolean isLeftIncomplete() {
        return !writable && !(stream instanceof RecoverableFsDataOutputStream);
    }

    private void finishOutput() throws IOException {
        if (dictionaries == null) {
            output.finish(null);
            return;
        }
        try (RecordBatchBuilder none = new RecordBatchBuilder(schema, memory);
                dictionaries) {
            output.finish(dictionaries.encode(none.build(0)));
        }
    }

    private void writeOut(RecordBatch batch) throws IOException {
        if (dictionaries == null) {
            output.write(batch);
            return;
        }
        long before = dictionaryBytes();
        output.write(dictionaries.encode(batch));
        dictionaries.releaseIndices();
        if (dictionaryBytes() > before) {
            budget.checkDictionaries(this);
        }
    }

    /** What the dictionaries take between two batches, and what finds values in them. */
    long dictionaryBytes() {
        return dictionarySizes().stream().mapToLong(DictionaryEncoder.Size::bytes).sum();
    }

    /** Of each dictionary that is open. */
    List<DictionaryEncoder.Size> dictionarySizes() {
        return dictionaries == null || finished ? List.of() : dictionaries.sizes();
    }

    /** What the column of a dictionary is called. */
    ColumnPath pathOf(Field encoded) {
        return DictionaryColumns.path(written, encoded.dictionary().id());
    }

    /** A failure that says where this writes, as far as that is known. */
    IOException failure(String message) {
        return channel.failure(message, null);
    }

    /** Writes the rows so far as a record batch. */
    @Override
    public void flush() throws IOException {
        if (!isLeftIncomplete()) {
            writeBatch();
            channel.flush();
        }
    }

    @Override
    public void finish() throws IOException {
        boolean complete = !isLeftIncomplete();
        if (complete) {
            writeBatch();
        }
        writable = false;
        long held = heldBytes;
        release();
        budget.change(-held);
        budget.remove(this);
        if (complete && (started || stream.getPos() == 0)) {
            finishOutput();
        }
        finished = true;
    }
}
