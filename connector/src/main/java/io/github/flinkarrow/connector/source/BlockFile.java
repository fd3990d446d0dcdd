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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An open file with its blocks in the order of their offsets, whatever that of the footer is. */
final class BlockFile extends OpenFile {

    /**
     * @param index in the footer
     */
    private record IndexedBlock(int index, Block block) {}

    private final IpcFileReader reader;
    private final MeteredInput input;
    private final RowReader rows;
    private final RowMemory memory;
    private final List<IndexedBlock> blocks;
    private final ExcludedBlocks excluded;
    private final boolean readsAllColumns;

    /** Who has said last which blocks will be read. */
    private SplitRows expecting;

    /** Knows none unless nothing else of the blocks is wanted. */
    private final FooterCounts counts;

    /**
     * @param reader of the input, is closed with this, or by the caller if this throws
     * @param filter says which blocks are not read
     * @param counts takes the place of blocks
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
        this.blocks = indexedBlocks(reader);
        this.excluded = excluded(reader, filter);
        input.footerIsRead();
        this.readsAllColumns = rows.projection().includesAll(reader.schema());
        this.counts = counts;
    }

    /** The blocks of a file that are to be read, ordered by offset. */
    static List<Block> blocks(IpcFileReader reader, BlockFilter filter) throws IOException {
        ExcludedBlocks excluded = excluded(reader, filter);
        return indexedBlocks(reader).stream()
                .filter(indexed -> !excluded.contains(indexed.index()))
                .map(IndexedBlock::block)
                .toList();
    }

    private static ExcludedBlocks excluded(IpcFileReader reader, BlockFilter filter) {
        return filter.isNone()
                ? ExcludedBlocks.NONE
                : filter.in(reader.schema(), reader.statistics());
    }

    private static List<IndexedBlock> indexedBlocks(IpcFileReader reader) throws IOException {
        List<IndexedBlock> blocks = new ArrayList<>(reader.recordBatchCount());
        for (int i = 0; i < reader.recordBatchCount(); i++) {
            blocks.add(new IndexedBlock(i, reader.block(i)));
        }
        blocks.sort(Comparator.comparingLong(indexed -> indexed.block().offset()));
        return blocks;
    }

    /**
     * @param ordinal of the block by offset, as everywhere here
     */
    Block block(int ordinal) {
        return blocks.get(ordinal).block();
    }

    /**
     * Whether the filter excludes a block. One that shares its offset with another is read in any
     * case: positions count through both.
     */
    boolean isExcluded(int ordinal) {
        return excluded.contains(blocks.get(ordinal).index())
                && !sharesOffset(ordinal, ordinal - 1)
                && !sharesOffset(ordinal, ordinal + 1);
    }

    private boolean sharesOffset(int ordinal, int other) {
        return other >= 0
                && other < blocks.size()
                && block(ordinal).offset() == block(other).offset();
    }

    /** How many rows {@link #rows} gives, from where it takes them; no body is read for it. */
    long rowCount(int ordinal) throws IOException {
        int index = blocks.get(ordinal).index();
        return counts.has(index) ? counts.rows(index) : reader.rowCount(index);
    }

    /**
     * Says that these blocks will be read one after another, but for those that are excluded. Those
     * whose rows the footer has are not requested at all. Neighbours of which all is read, or so
     * little is not that leaving it out gains nothing, are requested together; otherwise the header
     * of the second is, while the first is read.
     *
     * @param reader of the blocks, which says so again when another has said so since
     * @param end behind the last one
     * @return the first block that this says nothing of
     */
    int expect(SplitRows reader, int first, int end) {
        expecting = reader;
        int next = first;
        while (next < end && isCounted(next)) {
            next++;
        }
        if (next > first) {
            return next;
        }
        long start = block(first).offset();
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

    /** Whether nobody else has said what will be read since this reader did. */
    boolean expectsBlocksOf(SplitRows reader) {
        return expecting == reader;
    }

    private boolean isCounted(int ordinal) {
        return counts.has(blocks.get(ordinal).index());
    }

    private boolean isReadWhole(int ordinal, long behind) {
        Block block = block(ordinal);
        return !isExcluded(ordinal)
                && !isCounted(ordinal)
                && block.offset() - behind <= input.mergedGap()
                && (readsAllColumns || block.length() <= input.mergedGap());
    }

    /** Reads a block into memory, or nothing of it where the footer says all that is wanted. */
    RowBatch rows(int ordinal, BatchMemory target) throws IOException {
        IndexedBlock indexed = blocks.get(ordinal);
        if (counts.has(indexed.index())) {
            RowBatch known = RowBatch.withoutColumns(counts.rows(indexed.index()));
            input.countUnread(indexed.block(), known);
            return known;
        }
        return input.count(
                indexed.block(), reader::decompressionNanos, () -> read(indexed.index(), target));
    }

    private RowBatch read(int index, BatchMemory target) throws IOException {
        return memory.rows(
                allocator -> reader.recordBatch(index, rows.projection(), allocator), rows, target);
    }

    /** How many blocks start before the offset. */
    int blocksBefore(long offset) {
        int low = 0;
        int high = blocks.size();
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

    @Override
    boolean readsSplitsSideBySide() {
        return true;
    }

    @Override
    SplitRows rowsOf(FileSourceSplit split) throws IOException {
        return new BlockRows(this, split);
    }

    @Override
    void close() throws IOException {
        reader.close();
    }
}
