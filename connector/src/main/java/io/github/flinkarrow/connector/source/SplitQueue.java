/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/**
 * Splits that wait for a reader, in the order of files and offsets.
 *
 * <p>Splits are made when they are taken. Until then one costs two numbers, and one more for each
 * host that is known to have it.
 */
final class SplitQueue {

    /** A file and what is left of it. */
    static final class Entry {

        private PlannedFile file;
        private int next;

        /** Splits from {@link #next} on that were taken out of order; null for none. */
        private BitSet taken;

        Entry(PlannedFile file) {
            this.file = file;
        }

        private Entry(Entry other) {
            this.file = other.file;
            this.next = other.next;
            this.taken = other.taken == null ? null : (BitSet) other.taken.clone();
        }

        PlannedFile file() {
            return file;
        }

        boolean isLeft(int split) {
            return split >= next && (taken == null || !taken.get(split));
        }

        int leftCount() {
            return file.splitCount() - next - (taken == null ? 0 : taken.cardinality());
        }

        void forEachLeft(IntConsumer consumer) {
            for (int split = next; split < file.splitCount(); split++) {
                if (isLeft(split)) {
                    consumer.accept(split);
                }
            }
        }

        /** The first split that is left, or null. */
        private ArrowIpcSplit takeFirst() {
            while (next < file.splitCount()) {
                int split = next++;
                if (taken == null || !taken.get(split)) {
                    return file.split(split);
                }
                taken.clear(split);
            }
            return null;
        }

        private ArrowIpcSplit take(int split) {
            if (split == next) {
                next++;
            } else {
                if (taken == null) {
                    taken = new BitSet();
                }
                taken.set(split);
            }
            return file.split(split);
        }
    }

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Deque<ArrowIpcSplit> returned;
    private final LocalSplits local = new LocalSplits();

    /** All that wait; other threads ask for it. */
    private final AtomicLong size = new AtomicLong();

    private SplitQueue(Collection<ArrowIpcSplit> returned) {
        this.returned = new ArrayDeque<>(returned);
        this.size.set(returned.size());
    }

    /**
     * @param returned splits that readers had and gave back
     */
    static SplitQueue of(List<PlannedFile> files, Collection<ArrowIpcSplit> returned) {
        SplitQueue queue = new SplitQueue(returned);
        queue.add(files);
        return queue;
    }

    void add(List<PlannedFile> files) {
        while (!entries.isEmpty() && entries.peek().leftCount() == 0) {
            entries.remove(); // Readers with splits of their own hosts do not get here.
        }
        for (PlannedFile file : files) {
            Entry entry = new Entry(file);
            entries.add(entry);
            local.add(entry);
            size.addAndGet(file.splitCount());
        }
    }

    void giveBack(Collection<ArrowIpcSplit> splits) {
        returned.addAll(splits);
        size.addAndGet(splits.size());
    }

    /** How many splits wait. Safe for use by any thread. */
    long size() {
        return size.get();
    }

    /**
     * A split for a reader, which does not wait any more: one that its host has if there is one,
     * else the next one.
     *
     * @param host of the reader; null if it is not known
     * @return null if none is left
     */
    ArrowIpcSplit take(String host) {
        ArrowIpcSplit split = takeNext(host);
        if (split != null) {
            size.decrementAndGet();
        }
        return split;
    }

    private ArrowIpcSplit takeNext(String host) {
        if (!returned.isEmpty()) {
            return returned.poll();
        }
        LocalSplits.Found found = host == null ? null : local.poll(host);
        if (found != null) {
            return found.entry().take(found.split());
        }
        while (!entries.isEmpty()) {
            ArrowIpcSplit split = entries.peek().takeFirst();
            if (split != null) {
                return split;
            }
            entries.remove();
        }
        return null;
    }

    /** The files with splits that were never taken, in order. */
    List<Entry> left() {
        return entries.stream().filter(entry -> entry.leftCount() > 0).toList();
    }

    Collection<ArrowIpcSplit> returned() {
        return returned;
    }

    /** The files with splits that wait and whose hosts are not known. */
    List<DataFile> unlocated() {
        return entries.stream()
                .filter(entry -> entry.file.hosts().isUnknown() && entry.leftCount() > 0)
                .map(entry -> entry.file.file())
                .toList();
    }

    /** Notes on which hosts the bytes of such files are. */
    void locate(Map<DataFile, BlockHosts> hosts) {
        for (Entry entry : entries) {
            BlockHosts found = hosts.get(entry.file.file());
            if (found != null && entry.file.hosts().isUnknown()) {
                entry.file = entry.file.withHosts(found);
                local.add(entry);
            }
        }
    }

    /** What waits now, to be written to a checkpoint: it does not prefer local splits. */
    SplitQueue copy() {
        SplitQueue copy = new SplitQueue(returned);
        entries.forEach(entry -> copy.entries.add(new Entry(entry)));
        copy.size.set(size.get());
        return copy;
    }
}
