/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import java.util.List;

/** Cuts files into splits. */
final class SplitPlanner {

    private SplitPlanner() {}

    /**
     * The splits for so many readers.
     *
     * @param volume bytes of all that is to be read, these files among it
     * @param splitMinBytes neighbouring blocks are packed into splits of at least so many bytes; 0
     *     for a split a block
     */
    static List<PlannedFile> plan(
            List<FileLayout> files, long volume, long splitMinBytes, int parallelism) {
        long leastBytes = BlockPacking.leastBytes(splitMinBytes, volume, parallelism);
        return files.stream().map(file -> file.blocks().packed(leastBytes)).toList();
    }

    /** Bytes of all blocks that are to be read. */
    static long volume(List<FileLayout> files) {
        return files.stream().mapToLong(file -> file.blocks().totalLength()).sum();
    }

    /**
     * How many readers the files are worth: one for each part of the volume that a reader is to
     * have, but never more than there are blocks.
     *
     * @param most that there may be
     */
    static int parallelism(List<FileLayout> files, long bytesPerReader, int most) {
        long blocks = files.stream().mapToLong(file -> file.blocks().splitCount()).sum();
        long bytes = volume(files);
        long volume = Math.max(1, bytesPerReader);
        long parts = bytes / volume + (bytes % volume == 0 ? 0 : 1);
        return (int) Math.max(1, Math.min(Math.min(blocks, parts), most));
    }
}
