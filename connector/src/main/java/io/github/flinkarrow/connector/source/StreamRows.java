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

/**
 * The rows of a stream, which only its first split has: a stream is read from its start.
 *
 * <p>The position behind a row is offset 0 and the rows read so far.
 */
final class StreamRows implements SplitRows {

    private final IpcStreamReader reader;
    private final RowReader rows;
    private final String name;

    private RecordBatch ahead;
    private long bytesAhead;
    private long rowsBefore;
    private long skip;

    /**
     * @param reader is closed with this, or by the caller if this throws
     */
    StreamRows(IpcStreamReader reader, RowType wanted, FileSourceSplit split) throws IOException {
        this.reader = reader;
        this.name = split.path().toString();
        this.rows = RowReader.create(reader.schema(), wanted, name);
        this.skip =
                split.getReaderPosition()
                        .map(CheckpointedPosition::getRecordsAfterOffset)
                        .orElse(0L);
        if (split.offset() == 0) {
            readAhead();
        }
    }

    private void readAhead() throws IOException {
        long before = reader.bytesRead();
        ahead = reader.next(rows.projection());
        bytesAhead = reader.bytesRead() - before;
        if (ahead == null && skip > 0) {
            throw new IOException(
                    "%s: the restored position is %d rows behind the end of the stream"
                            .formatted(name, skip));
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
        HandOverRows collected = new HandOverRows();
        try {
            while (ahead != null && !collected.isEnough()) {
                collected.memory().add(ahead);
                RowBatch batch = rows.bind(ahead);
                ahead = null;
                int firstRow = (int) Math.min(skip, batch.rowCount());
                collected.add(new BatchRows.Part(batch, firstRow, 0, rowsBefore), bytesAhead);
                skip -= firstRow;
                rowsBefore += batch.rowCount();
                readAhead();
            }
            return collected.build();
        } catch (Throwable t) {
            collected.memory().run();
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
