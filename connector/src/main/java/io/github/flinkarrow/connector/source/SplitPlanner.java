/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import java.util.List;

/** Cuts files into splits. */
final class SplitPlanner {

    private SplitPlanner() {}

    /**
     * The splits for so many readers.
     *
     * @param splitMinBytes neighbouring blocks are packed into splits of at least so many bytes; 0
     *     for a split a block
     */
    static List<PlannedFile> plan(List<FileLayout> files, long splitMinBytes, int parallelism) {
        long totalBytes = files.stream().mapToLong(file -> file.blocks().totalLength()).sum();
        long leastBytes = BlockPacking.leastBytes(splitMinBytes, totalBytes, parallelism);
        return files.stream().map(file -> file.blocks().packed(leastBytes)).toList();
    }

    /**
     * How many readers the files are worth: one for each part of the volume that a reader is to
     * have, but never more than there are blocks.
     *
     * @param most that there may be
     */
    static int parallelism(List<FileLayout> files, long bytesPerReader, int most) {
        long blocks = 0;
        long bytes = 0;
        for (FileLayout layout : files) {
            blocks += layout.blocks().splitCount();
            bytes += layout.blocks().totalLength();
        }
        long volume = Math.max(1, bytesPerReader);
        long parts = bytes / volume + (bytes % volume == 0 ? 0 : 1);
        return (int) Math.max(1, Math.min(Math.min(blocks, parts), most));
    }
}
