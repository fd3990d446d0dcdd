/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

/**
 * A file and the ranges of bytes that are its splits: two numbers each, as there may be very many.
 */
final class PlannedFile {

    static final String[] NO_HOSTS = {};

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

    ArrowIpcSplit split(int split) {
        return new ArrowIpcSplit(file, offset(split), length(split), NO_HOSTS, null);
    }
}
