/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.testing;

import org.apache.flink.core.fs.BlockLocation;

import java.util.ArrayList;
import java.util.List;

/** A block of a file system, which is not one of the format, and its host. */
record WatchedBlock(long offset, long length, String host) implements BlockLocation {

    /** The blocks of a file that a range touches. */
    static BlockLocation[] of(
            long fileBytes, long blockBytes, List<String> hosts, long start, long length) {
        List<BlockLocation> blocks = new ArrayList<>();
        int index = 0;
        for (long offset = 0; offset < fileBytes; ) {
            long size = Math.min(blockBytes, fileBytes - offset);
            if (offset < start + length && offset + size > start) {
                String host = hosts.isEmpty() ? "localhost" : hosts.get(index % hosts.size());
                blocks.add(new WatchedBlock(offset, size, host));
            }
            offset += size;
            index++;
        }
        return blocks.toArray(new BlockLocation[0]);
    }

    @Override
    public String[] getHosts() {
        return new String[] {host};
    }

    @Override
    public long getOffset() {
        return offset;
    }

    @Override
    public long getLength() {
        return length;
    }

    @Override
    public int compareTo(BlockLocation other) {
        return Long.compare(offset, other.getOffset());
    }
}
