/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.FileSourceSplit;

/**
 * A file and the ranges of bytes that are its splits: two numbers each, as there may be very many.
 */
final class PlannedFile {

    private final DataFile file;
    private final long[] ranges;

    /**
     * @param ranges offset and length of each split in turn, in order and not overlapping
     */
    PlannedFile(DataFile file, long... ranges) {
        this.file = file;
        this.ranges = ranges;
    }

    DataFile file() {
        return file;
    }

    int splitCount() {
        return ranges.length / 2;
    }

    long offset(int split) {
        return ranges[2 * split];
    }

    long length(int split) {
        return ranges[2 * split + 1];
    }

    FileSourceSplit split(int split) {
        return new FileSourceSplit(
                file.path() + "@" + offset(split),
                file.path(),
                offset(split),
                length(split),
                file.modificationTime(),
                file.size());
    }
}
