/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.format.Block;
import io.github.flinkarrow.format.IpcFileReader;

import java.io.IOException;
import java.util.stream.IntStream;

/**
 * The blocks of a file in the order of their offsets, whatever that of the footer is. There may be
 * very many: nothing is kept of a block but its offset.
 */
final class BlockOrder {

    private final IpcFileReader reader;

    /** Of the blocks, ordered. */
    private final long[] offsets;

    /** In the footer, of the blocks by offset; null where both orders are the same. */
    private final int[] indices;

    private BlockOrder(IpcFileReader reader, long[] offsets, int[] indices) {
        this.reader = reader;
        this.offsets = offsets;
        this.indices = indices;
    }

    /** Fails if a block is not inside the file. */
    static BlockOrder of(IpcFileReader reader) throws IOException {
        long[] offsets = new long[reader.recordBatchCount()];
        boolean ascends = true;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = reader.block(i).offset();
            ascends &= i == 0 || offsets[i - 1] <= offsets[i];
        }
        return ascends ? new BlockOrder(reader, offsets, null) : sorted(reader, offsets);
    }

    private static BlockOrder sorted(IpcFileReader reader, long[] byIndex) {
        int[] indices =
                IntStream.range(0, byIndex.length)
                        .boxed()
                        .sorted((a, b) -> Long.compare(byIndex[a], byIndex[b]))
                        .mapToInt(index -> index)
                        .toArray();
        long[] offsets = IntStream.of(indices).mapToLong(index -> byIndex[index]).toArray();
        return new BlockOrder(reader, offsets, indices);
    }

    int count() {
        return offsets.length;
    }

    /**
     * The place of a block in the footer.
     *
     * @param ordinal of the block by offset, as everywhere here
     */
    int index(int ordinal) {
        return indices == null ? ordinal : indices[ordinal];
    }

    long offset(int ordinal) {
        return offsets[ordinal];
    }

    Block block(int ordinal) throws IOException {
        return reader.block(index(ordinal));
    }

    /** How many blocks start before the offset. */
    int blocksBefore(long offset) {
        int low = 0;
        int high = offsets.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (offsets[middle] < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
