/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.FileFooter;

import java.util.Arrays;

/**
 * Finds two blocks of a footer that share bytes: what is read of a file could be many times its
 * size, and an offset would not say which of two record batches is meant.
 *
 * <p>Blocks that are not inside the file are left to whoever reads them. Gaps are legal, and so is
 * any order.
 */
final class BlockOverlap {

    private final FileFooter footer;
    private final FileBlocks blocks;

    BlockOverlap(FileFooter footer, FileBlocks blocks) {
        this.footer = footer;
        this.blocks = blocks;
    }

    /**
     * Describes two blocks that overlap.
     *
     * @return null if none do
     */
    String find() {
        if (ascend()) {
            return null;
        }
        long shared = sharedOffset();
        return shared < 0 ? null : describe(shared);
    }

    private int count() {
        return footer.dictionaryCount() + footer.recordBatchCount();
    }

    /** A block by its position among the dictionaries, then the record batches. */
    private long start(int position) {
        int batch = position - footer.dictionaryCount();
        return batch < 0 ? footer.dictionaryOffset(position) : footer.recordBatchOffset(batch);
    }

    private long length(int position) {
        int batch = position - footer.dictionaryCount();
        return batch < 0
                ? footer.dictionaryMetadataLength(position) + footer.dictionaryBodyLength(position)
                : footer.recordBatchMetadataLength(batch) + footer.recordBatchBodyLength(batch);
    }

    private boolean isInside(int position) {
        int batch = position - footer.dictionaryCount();
        return batch < 0 ? blocks.hasDictionary(position) : blocks.hasRecordBatch(batch);
    }

    /**
     * Whether all blocks are inside the file and neither overlap nor go back, those of dictionaries
     * and of record batches taken together: what writers make, in one pass that allocates nothing.
     */
    private boolean ascend() {
        int dictionaries = footer.dictionaryCount();
        int batches = footer.recordBatchCount();
        int next = 0;
        long end = 0;
        for (int i = 0; i < batches && end >= 0; i++) {
            long start = footer.recordBatchOffset(i);
            while (next < dictionaries && footer.dictionaryOffset(next) <= start && end >= 0) {
                end = dictionaryEnd(next++, end);
            }
            long length = footer.recordBatchBodyLength(i);
            end = blocks.end(start, footer.recordBatchMetadataLength(i), length, end);
        }
        while (next < dictionaries && end >= 0) {
            end = dictionaryEnd(next++, end);
        }
        return end >= 0;
    }

    private long dictionaryEnd(int index, long least) {
        return blocks.end(
                footer.dictionaryOffset(index),
                footer.dictionaryMetadataLength(index),
                footer.dictionaryBodyLength(index),
                least);
    }

    /**
     * An offset that two blocks have bytes at, or -1. With starts and ends each in order, a block
     * that starts before as many ends as there are starts before it has begun inside of another.
     */
    private long sharedOffset() {
        long[] starts = new long[count()];
        long[] ends = new long[count()];
        int inside = 0;
        for (int i = 0; i < count(); i++) {
            if (isInside(i)) {
                starts[inside] = start(i);
                ends[inside++] = start(i) + length(i);
            }
        }
        Arrays.sort(starts, 0, inside);
        Arrays.sort(ends, 0, inside);
        for (int i = 1; i < inside; i++) {
            if (starts[i] < ends[i - 1]) {
                return starts[i];
            }
        }
        return -1;
    }

    private String describe(long offset) {
        int first = holderBehind(-1, offset);
        int second = holderBehind(first, offset);
        return name(second) + " overlaps " + name(first);
    }

    /** The first block behind a position that has a byte at the offset. */
    private int holderBehind(int position, long offset) {
        int found = position + 1;
        while (!isInside(found)
                || offset < start(found)
                || offset >= start(found) + length(found)) {
            found++;
        }
        return found;
    }

    private String name(int position) {
        int batch = position - footer.dictionaryCount();
        return (batch < 0 ? "dictionary block " + position : "block " + batch)
                + " of "
                + length(position)
                + " bytes at "
                + start(position);
    }
}
