/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.data.RowBatch;
import io.github.flinkarrow.connector.data.RowReader;
import io.github.flinkarrow.connector.filter.BlockFilter;
import io.github.flinkarrow.connector.filter.ExcludedBlocks;
import io.github.flinkarrow.format.Block;
import io.github.flinkarrow.format.IpcFileReader;

import java.io.IOException;
import java.util.Arrays;

/** An open file with its blocks in the order of their offsets, whatever that of the footer is. */
final class BlockFile extends OpenFile {

    private final IpcFileReader reader;
    private final MeteredInput input;
    private final RowReader rows;
    private final RowMemory memory;
    private final BlockOrder blocks;
    private final ExcludedBlocks excluded;
    private final boolean readsAllColumns;

    /** Who has said last which blocks will be read. */
    private BlockCursor expecting;

    /** Null where more is wanted of blocks than how many rows they have. */
    private final FooterCounts counts;

    /**
     * @param reader of the input, is closed with this, or by the caller if this throws
     * @param filter says which blocks are not read
     * @param counts of the blocks, if nothing else is wanted of them; null where rows are
     */
    BlockFile(
            IpcFileReader reader,
            RowType wanted,
            MeteredInput input,
            RowMemory memory,
            BlockFilter filter,
            FooterCounts counts)
            throws IOException {
        this.memory = memory;
        this.reader = reader;
        this.input = input;
        this.rows = RowReader.create(reader.schema(), wanted, input.name());
        this.blocks = BlockOrder.of(reader);
        this.excluded = excluded(reader, filter);
        input.footerIsRead();
        this.readsAllColumns = rows.projection().includesAll(reader.schema());
        this.counts = counts;
    }

    /**
     * The blocks of a file that are to be read.
     *
     * @return offset and length of each in turn, ordered by offset
     */
    static long[] ranges(IpcFileReader reader, BlockFilter filter) throws IOException {
        ExcludedBlocks excluded = excluded(reader, filter);
        BlockOrder blocks = BlockOrder.of(reader);
        long[] ranges = new long[2 * blocks.count()];
        int size = 0;
        for (int i = 0; i < blocks.count(); i++) {
            if (!excluded.contains(blocks.index(i))) {
                ranges[size++] = blocks.offset(i);
                ranges[size++] = blocks.block(i).length();
            }
        }
        return size == ranges.length ? ranges : Arrays.copyOf(ranges, size);
    }

    private static ExcludedBlocks excluded(IpcFileReader reader, BlockFilter filter) {
        return filter.isNone()
                ? ExcludedBlocks.NONE
                : filter.in(reader.schema(), reader.statistics());
    }

    /**
     * @param ordinal of the block by offset, as everywhere here
     */
    Block block(int ordinal) throws IOException {
        return blocks.block(ordinal);
    }

    /** Where a block starts. */
    long offset(int ordinal) {
        return blocks.offset(ordinal);
    }

    /**
     * Whether the filter excludes a block. One that shares its offset with another is read in any
     * case: positions count through both.
     */
    boolean isExcluded(int ordinal) {
        return excluded.contains(blocks.index(ordinal))
                && !sharesOffset(ordinal, ordinal - 1)
                && !sharesOffset(ordinal, ordinal + 1);
    }

    private boolean sharesOffset(int ordinal, int other) {
        return other >= 0 && other < blocks.count() && offset(ordinal) == offset(other);
    }

    /** How many rows a block has; no body is read for it. */
    long rowCount(int ordinal) throws IOException {
        int index = blocks.index(ordinal);
        return isCounted(ordinal) ? counts.rows(index) : reader.rowCount(index);
    }

    /**
     * Says that these blocks will be read one after another, but for those that are excluded. Those
     * whose rows the footer has are not requested at all. Neighbours of which all is read, or so
     * little is not that leaving it out gains nothing, are requested together; otherwise the header
     * of the second is, while the first is read.
     *
     * @param reader goes through the blocks, and says so again when another has said so since
     * @param end behind the last one
     * @return the first block that this says nothing of
     */
    int expect(BlockCursor reader, int first, int end) throws IOException {
        expecting = reader;
        if (!input.requestsAhead()) {
            return end;
        }
        int next = first;
        while (next < end && isCounted(next)) {
            next++;
        }
        if (next > first) {
            return next;
        }
        long start = offset(first);
        long behind = start;
        while (next < end && isReadWhole(next, behind)) {
            behind = block(next).offset() + block(next).length();
            next++;
        }
        input.expect(start, behind);
        if (next > first) {
            return next;
        }
        if (first + 1 < end && !isExcluded(first + 1) && !isCounted(first + 1)) {
            Block second = block(first + 1);
            input.readSoon(second.offset(), second.metadataLength());
        }
        return first + 1;
    }

    /** Whether nobody else has said what will be read since this one did. */
    boolean expectsBlocksOf(BlockCursor reader) {
        return expecting == reader;
    }

    /** Whether the footer says how many rows a block has, and nothing else is wanted. */
    boolean isCounted(int ordinal) {
        return counts != null && counts.has(blocks.index(ordinal));
    }

    private boolean isReadWhole(int ordinal, long behind) throws IOException {
        Block block = block(ordinal);
        return !isExcluded(ordinal)
                && !isCounted(ordinal)
                && block.offset() - behind <= input.mergedGap()
                && (readsAllColumns || block.length() <= input.mergedGap());
    }

    /** Reads a block into memory. */
    RowBatch rows(int ordinal, BatchMemory target) throws IOException {
        int index = blocks.index(ordinal);
        return input.count(block(ordinal), reader::decompressionNanos, () -> read(index, target));
    }

    /** How many rows a block has, which is all that is read of it. */
    long count(int ordinal) throws IOException {
        long rowCount = rowCount(ordinal);
        input.countWithoutBody(block(ordinal), rowCount);
        return rowCount;
    }

    /** Measures the time that reading blocks takes. */
    <T> T timed(MeteredInput.Reading<T> read) throws IOException {
        return input.timed(reader::decompressionNanos, read);
    }

    private RowBatch read(int index, BatchMemory target) throws IOException {
        return memory.rows(
                allocator -> reader.recordBatch(index, rows.projection(), allocator), rows, target);
    }

    /** How many blocks start before the offset. */
    int blocksBefore(long offset) {
        return blocks.blocksBefore(offset);
    }

    @Override
    boolean readsSplitsSideBySide() {
        return true;
    }

    @Override
    SplitRows rowsOf(FileSourceSplit split) throws IOException {
        BlockCursor cursor = new BlockCursor(this, split);
        return counts == null ? new BlockRows(this, cursor) : new BlockCounts(this, cursor);
    }

    @Override
    void close() throws IOException {
        reader.close();
    }
}
