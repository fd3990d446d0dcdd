/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.data.RowBatch;
import io.github.flinkarrow.connector.data.RowReader;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.array.RecordBatch;

import java.io.IOException;
import java.util.List;

/**
 * The rows of a stream, which only its first split has: a stream is read from its start.
 *
 * <p>The position behind a row is offset 0 and the rows read so far.
 */
final class StreamRows implements SplitRows {

    private final IpcStreamReader reader;
    private final RowReader rows;

    private RecordBatch ahead;
    private long rowsBefore;
    private long skip;

    /**
     * @param reader is closed with this, or by the caller if this throws
     */
    StreamRows(IpcStreamReader reader, RowType wanted, FileSourceSplit split) throws IOException {
        this.reader = reader;
        this.rows = RowReader.create(reader.schema(), wanted, split.path().toString());
        this.skip =
                split.getReaderPosition()
                        .map(CheckpointedPosition::getRecordsAfterOffset)
                        .orElse(0L);
        if (split.offset() == 0) {
            this.ahead = reader.next(rows.projection());
        }
    }

    @Override
    public boolean isAtEnd() {
        return ahead == null;
    }

    @Override
    public BatchRows next() throws IOException {
        if (isAtEnd()) {
            return null;
        }
        BatchMemory memory = new BatchMemory();
        try {
            memory.add(ahead);
            RowBatch batch = rows.bind(ahead);
            ahead = null;
            int firstRow = (int) Math.min(skip, batch.rowCount());
            BatchRows.Part part = new BatchRows.Part(batch, firstRow, 0, rowsBefore);
            skip -= firstRow;
            rowsBefore += batch.rowCount();
            ahead = reader.next(rows.projection());
            return new BatchRows(List.of(part), 0, memory);
        } catch (Throwable t) {
            memory.run();
            throw t;
        }
    }

    @Override
    public void close() throws IOException {
        if (ahead != null) {
            ahead.close();
            ahead = null;
        }
        reader.close();
    }
}
