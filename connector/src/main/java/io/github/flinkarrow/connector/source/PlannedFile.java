/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import java.util.List;

/**
 * A file and the ranges of bytes that are its splits: two numbers each, as there may be very many.
 */
final class PlannedFile {

    static final String[] NO_HOSTS = {};

    private final DataFile file;
    private final BlockHosts hosts;
    private final long[] ranges;

    /**
     * @param hosts that have the bytes of the file
     * @param ranges offset and length of each split in turn, in order and not overlapping
     */
    PlannedFile(DataFile file, BlockHosts hosts, long... ranges) {
        this.file = file;
        this.hosts = hosts;
        this.ranges = ranges;
    }

    DataFile file() {
        return file;
    }

    BlockHosts hosts() {
        return hosts;
    }

    PlannedFile withHosts(BlockHosts found) {
        return new PlannedFile(file, found, ranges);
    }

    /** This with neighbouring splits packed until they have so many bytes. */
    PlannedFile packed(long leastBytes) {
        return new PlannedFile(file, hosts, BlockPacking.ranges(ranges, leastBytes));
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

    /** Of all splits, without gaps. */
    long totalLength() {
        long total = 0;
        for (int i = 1; i < ranges.length; i += 2) {
            total += ranges[i];
        }
        return total;
    }

    List<String> hosts(int split) {
        return hosts.of(offset(split), length(split));
    }

    ArrowIpcSplit split(int split) {
        String[] names = hosts(split).toArray(NO_HOSTS);
        return new ArrowIpcSplit(file, offset(split), length(split), names, null);
    }
}
