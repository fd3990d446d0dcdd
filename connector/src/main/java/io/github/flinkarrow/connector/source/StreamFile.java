/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.data.RowBatch;
import io.github.flinkarrow.connector.data.RowReader;
import io.github.flinkarrow.format.Block;
import io.github.flinkarrow.format.IpcStreamIndex;
import io.github.flinkarrow.format.IpcStreamReader;

import java.io.IOException;

/**
 * An open stream. It is read from its start or, for a split that starts at another record batch,
 * from there: where the chosen columns refer to dictionaries, the headers of all messages are read
 * once to find those of the batch.
 */
final class StreamFile extends OpenFile {

    private final IpcStreamReader reader;
    private final MeteredInput input;
    private final RowReader rows;
    private final RowMemory memory;

    /** Made when a split first needs it. */
    private IpcStreamIndex index;

    /**
     * @param reader of the input, is closed with this, or by the caller if this throws
     */
    StreamFile(IpcStreamReader reader, RowType wanted, MeteredInput input, RowMemory memory)
            throws IOException {
        this.memory = memory;
        this.reader = reader;
        this.input = input;
        this.rows = RowReader.create(reader.schema(), wanted, input.name());
    }

    /**
     * Goes to a record batch.
     *
     * @param offset where it starts; 0 for the first one
     */
    void goTo(long offset) throws IOException {
        if (offset == 0 || !reader.needsDictionaries(rows.projection())) {
            reader.seek(offset);
            return;
        }
        if (index == null) {
            index = reader.index();
        }
        int batch = index.batchAt(offset);
        if (batch < 0) {
            throw new IOException(
                    "%s: no record batch starts at %d, where a split does"
                            .formatted(input.name(), offset));
        }
        reader.seek(offset, index.dictionaries(batch));
    }

    /** Passes over record batches, as {@link IpcStreamReader#skipRows} does. */
    long skipRows(long count) throws IOException {
        return reader.skipRows(count, rows.projection());
    }

    /** Where the next record batch lies; null at the end of the stream. */
    Block nextBlock() throws IOException {
        return reader.nextBlock(rows.projection());
    }

    /** Reads that record batch into memory. */
    RowBatch next(Block block, BatchMemory target) throws IOException {
        return input.count(
                block,
                reader::decompressionNanos,
                () ->
                        memory.rows(
                                allocator -> reader.next(rows.projection(), allocator),
                                rows,
                                target));
    }

    /** A stream is at one position. */
    @Override
    boolean readsSplitsSideBySide() {
        return false;
    }

    @Override
    SplitRows rowsOf(FileSourceSplit split) throws IOException {
        return new StreamRows(this, split);
    }

    @Override
    void close() throws IOException {
        reader.close();
    }
}
