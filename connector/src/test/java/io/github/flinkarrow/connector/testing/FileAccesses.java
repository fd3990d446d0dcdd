/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.testing;

import org.apache.flink.core.fs.Path;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What was done with the files of a {@link WatchedFileSystem}. Safe for use by several threads. */
public final class FileAccesses {

    /**
     * Bytes that were read or written at once.
     *
     * @param length in bytes
     */
    public record Range(Path path, long offset, long length) {

        /** Behind the last byte. */
        public long end() {
            return offset + length;
        }
    }

    private final List<Range> reads = new ArrayList<>();
    private final List<Range> writes = new ArrayList<>();
    private final List<Path> requests = new ArrayList<>();
    private final List<Path> statuses = new ArrayList<>();
    private final List<Path> opened = new ArrayList<>();
    private final AtomicInteger openStreams = new AtomicInteger();

    /** What was read, in the order of reading. */
    public synchronized List<Range> reads() {
        return List.copyOf(reads);
    }

    /** What was read of one file, neighbouring and overlapping ranges joined, by offset. */
    public List<Range> joinedReads(Path path) {
        return joined(path, reads());
    }

    /** What was written, in the order of writing. */
    public synchronized List<Range> writes() {
        return List.copyOf(writes);
    }

    /** How many bytes were read of a file, those read again counted again. */
    public long bytesRead(Path path) {
        return reads().stream()
                .filter(read -> read.path().equals(path))
                .mapToLong(Range::length)
                .sum();
    }

    /**
     * How many ranges an object store would have been asked for: a read that goes on where the one
     * before it ended, in the same stream, belongs to the same one.
     */
    public synchronized int requests(Path path) {
        return Collections.frequency(requests, path);
    }

    /** How often the status of a file was asked for, other than by listing its directory. */
    public synchronized int statuses(Path path) {
        return Collections.frequency(statuses, path);
    }

    /** The files that were opened for reading, in the order of opening. */
    public synchronized List<Path> opened() {
        return List.copyOf(opened);
    }

    /** Streams, of either direction, that are not closed. */
    public int openStreams() {
        return openStreams.get();
    }

    /** Forgets what was read, written and opened; open streams are still counted. */
    public synchronized void forget() {
        reads.clear();
        writes.clear();
        requests.clear();
        statuses.clear();
        opened.clear();
    }

    synchronized void open(Path path) {
        opened.add(path);
    }

    void openStream() {
        openStreams.incrementAndGet();
    }

    void closeStream() {
        openStreams.decrementAndGet();
    }

    synchronized void read(Path path, long offset, long length) {
        reads.add(new Range(path, offset, length));
    }

    synchronized void request(Path path) {
        requests.add(path);
    }

    synchronized void status(Path path) {
        statuses.add(path);
    }

    synchronized void write(Path path, long offset, long length) {
        writes.add(new Range(path, offset, length));
    }

    private static List<Range> joined(Path path, List<Range> ranges) {
        TreeMap<Long, Long> ends = new TreeMap<>();
        for (Range range : ranges) {
            if (range.path().equals(path)) {
                ends.merge(range.offset(), range.end(), Math::max);
            }
        }
        List<Range> joined = new ArrayList<>();
        ends.forEach(
                (start, end) -> {
                    Range last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
                    if (last != null && start <= last.end()) {
                        long both = Math.max(last.end(), end);
                        joined.set(
                                joined.size() - 1,
                                new Range(path, last.offset(), both - last.offset()));
                    } else {
                        joined.add(new Range(path, start, end - start));
                    }
                });
        return joined;
    }
}
