/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.BlockLocation;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which hosts have which bytes of a file, as far as a distributed file system says so. */
final class BlockHosts {

    /** Nothing is known. */
    static final BlockHosts UNKNOWN = new BlockHosts(List.of());

    private static final Logger LOG = LoggerFactory.getLogger(BlockHosts.class);

    private record Location(long offset, long end, List<String> hosts) {

        long overlap(long from, long to) {
            return Math.min(end, to) - Math.max(offset, from);
        }
    }

    private final List<Location> locations;

    private BlockHosts(List<Location> locations) {
        this.locations =
                locations.stream().sorted(Comparator.comparingLong(Location::offset)).toList();
    }

    /** Asks the file system. To know no hosts costs speed and nothing else, so it may fail. */
    static BlockHosts of(FileSystem fileSystem, FileStatus status) {
        try {
            if (!fileSystem.isDistributedFS()) {
                return UNKNOWN;
            }
            List<Location> locations = new ArrayList<>();
            for (BlockLocation location :
                    fileSystem.getFileBlockLocations(status, 0, status.getLen())) {
                long offset = location.getOffset();
                locations.add(
                        new Location(
                                offset,
                                offset + location.getLength(),
                                List.of(location.getHosts())));
            }
            return new BlockHosts(locations);
        } catch (IOException | RuntimeException e) {
            LOG.warn("{}: the hosts of its blocks are not known", status.getPath(), e);
            return UNKNOWN;
        }
    }

    /** Asks the file system about a file that was listed long ago. */
    static BlockHosts of(Path path) {
        try {
            FileSystem fileSystem = path.getFileSystem();
            return fileSystem.isDistributedFS()
                    ? of(fileSystem, fileSystem.getFileStatus(path))
                    : UNKNOWN;
        } catch (IOException | RuntimeException e) {
            LOG.warn("{}: the hosts of its blocks are not known", path, e);
            return UNKNOWN;
        }
    }

    boolean isUnknown() {
        return locations.isEmpty();
    }

    /** The hosts with the most bytes of a range. */
    List<String> of(long offset, long length) {
        List<String> hosts = List.of();
        long end = offset + length;
        long most = 0;
        for (int i = firstAt(offset); i < locations.size(); i++) {
            Location location = locations.get(i);
            if (location.offset() >= end) {
                break;
            }
            long bytes = location.overlap(offset, end);
            if (bytes > most) {
                most = bytes;
                hosts = location.hosts();
            }
        }
        return hosts;
    }

    /** The last location that starts at or before the offset: there may be thousands. */
    private int firstAt(long offset) {
        int low = 0;
        int high = locations.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (locations.get(middle).offset() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Math.max(0, low - 1);
    }
}
