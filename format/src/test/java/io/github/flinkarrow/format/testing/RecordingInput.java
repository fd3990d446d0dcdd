/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import io.github.flinkarrow.format.SeekableInput;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** An input in memory that records what is read of it, and whose bytes can be corrupted. */
public final class RecordingInput implements SeekableInput {

    /**
     * A range of bytes that was read at once.
     *
     * @param end behind the last byte
     */
    public record Range(long start, long end) {}

    private final String name;
    private final byte[] bytes;
    private final boolean mapped;
    private final List<Range> ranges = new ArrayList<>();
    private boolean closed;

    private RecordingInput(String name, byte[] bytes, boolean mapped) {
        this.name = name;
        this.bytes = bytes;
        this.mapped = mapped;
    }

    /** An input that is read into buffers. */
    public static RecordingInput of(String name, byte[] bytes) {
        return new RecordingInput(name, bytes.clone(), false);
    }

    /** The bytes of a file, under its name without the directory. */
    public static RecordingInput of(Path path) throws IOException {
        return of(path.getFileName().toString(), Files.readAllBytes(path));
    }

    /** An input whose bytes can be had without a copy, as those of a mapped file. */
    public static RecordingInput mapped(String name, byte[] bytes) {
        return new RecordingInput(name, bytes.clone(), true);
    }

    /** What was read since the last {@link #forget}, in the order of reading. */
    public List<Range> ranges() {
        return List.copyOf(ranges);
    }

    /** What was read since the last {@link #forget}, neighbouring ranges joined, by position. */
    public List<Range> joinedRanges() {
        TreeMap<Long, Long> ends = new TreeMap<>();
        ranges.forEach(range -> ends.merge(range.start(), range.end(), Math::max));
        List<Range> joined = new ArrayList<>();
        ends.forEach(
                (start, end) -> {
                    Range last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
                    if (last != null && start <= last.end()) {
                        joined.set(
                                joined.size() - 1,
                                new Range(last.start(), Math.max(last.end(), end)));
                    } else {
                        joined.add(new Range(start, end));
                    }
                });
        return joined;
    }

    /** Forgets the ranges so far. */
    public void forget() {
        ranges.clear();
    }

    /** Inverts every bit of a range. */
    public void corrupt(long start, long end) {
        for (long i = start; i < end; i++) {
            bytes[Math.toIntExact(i)] ^= (byte) 0xFF;
        }
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public int read(long position, ByteBuffer target) {
        if (position >= bytes.length) {
            return -1;
        }
        int start = Math.toIntExact(position);
        int count = Math.min(target.remaining(), bytes.length - start);
        target.put(bytes, start, count);
        ranges.add(new Range(position, position + count));
        return count;
    }

    @Override
    public ByteBuffer map(long position, int length) {
        if (!mapped) {
            return null;
        }
        return ByteBuffer.wrap(bytes)
                .slice(Math.toIntExact(position), length)
                .asReadOnlyBuffer()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {
        closed = true;
    }
}
