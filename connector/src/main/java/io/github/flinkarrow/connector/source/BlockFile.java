/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.connector.data.RowReader;
import io.github.flinkarrow.format.Block;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.array.RecordBatch;
import java.io.IOException;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.RowType;

/** An open file with its blocks in the order of their offsets, whatever that of the footer is. */
final class BlockFile {

    private final IpcFileReader reader;
    private final RowReader rows;
    private final int[] order;
    private final SharedInput holders;

    /**
     * @param reader is closed with the last holder
     */
    BlockFile(IpcFileReader reader, RowType wanted, String name) throws IOException {
        this.reader = reader;
        this.rows = RowReader.create(reader.schema(), wanted, name);
        this.order = byOffset(reader);
        this.holders = new SharedInput(reader);
    }

    /** The blocks' indexes in the footer, ordered by the blocks' offsets. */
    static int[] byOffset(IpcFileReader reader) {
        return IntStream.range(0, reader.recordBatchCount())
                .boxed()
                .sorted(Comparator.comparingLong(index -> reader.block(index).offset()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    SharedInput holders() {
        return holders;
    }

    RowReader rows() {
        return rows;
    }

    /**
     * @param ordinal of the block by offset
     */
    Block block(int ordinal) {
        return reader.block(order[ordinal]);
    }

    long rowCount(int ordinal) throws IOException {
        return reader.rowCount(order[ordinal]);
    }

    RecordBatch recordBatch(int ordinal) throws IOException {
        return reader.recordBatch(order[ordinal], rows.projection());
    }

    /** How many blocks start before the offset. */
    int blocksBefore(long offset) {
        int low = 0;
        int high = order.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (block(middle).offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
