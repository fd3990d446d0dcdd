/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.FileSourceSplit;

/**
 * A file and the ranges of bytes that are its splits, neither overlapping nor touching a block twice.
 *
 * @param ranges offset and length of each split in turn
 */
record PlannedFile(DataFile file, long[] ranges) {

    int splitCount() {
        return ranges.length / 2;
    }

    FileSourceSplit split(int index) {
        long offset = ranges[2 * index];
        return new FileSourceSplit(
                file.path() + "@" + offset,
                file.path(),
                offset,
                ranges[2 * index + 1],
                file.modificationTime(),
                file.size());
    }
}
