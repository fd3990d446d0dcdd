/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The waiting splits by the hosts that have their bytes. */
final class LocalSplits {

    /** A split of a file. */
    record Found(SplitQueue.Entry entry, int split) {}

    /** Those splits of one file that a host has. */
    private static final class OfFile {

        private static final int INITIAL = 4;

        private final SplitQueue.Entry entry;
        private int[] splits = new int[INITIAL];
        private int size;
        private int next;

        OfFile(SplitQueue.Entry entry) {
            this.entry = entry;
        }

        void add(int split) {
            if (size == splits.length) {
                splits = Arrays.copyOf(splits, 2 * size);
            }
            splits[size++] = split;
        }

        /** The next one that waits, or null. */
        Found poll() {
            while (next < size) {
                int split = splits[next++];
                if (entry.isLeft(split)) {
                    return new Found(entry, split);
                }
            }
            return null;
        }
    }

    private final Map<String, Deque<OfFile>> byHost = new HashMap<>();

    void add(SplitQueue.Entry entry) {
        PlannedFile file = entry.file();
        if (file.hosts().isUnknown()) {
            return;
        }
        entry.forEachLeft(
                split -> {
                    for (String host : file.hosts(split)) {
                        ofFile(host, entry).add(split);
                    }
                });
    }

    private OfFile ofFile(String host, SplitQueue.Entry entry) {
        Deque<OfFile> files = byHost.computeIfAbsent(normalized(host), key -> new ArrayDeque<>());
        while (!files.isEmpty() && files.peek().entry.leftCount() == 0) {
            files.remove(); // There may be no reader on the host.
        }
        OfFile last = files.peekLast();
        if (last == null || last.entry != entry) {
            last = new OfFile(entry);
            files.add(last);
        }
        return last;
    }

    /** The next split of a host, or null. */
    Found poll(String host) {
        Deque<OfFile> files = byHost.get(normalized(host));
        while (files != null && !files.isEmpty()) {
            Found found = files.peek().poll();
            if (found != null) {
                return found;
            }
            files.remove();
        }
        return null;
    }

    /** File systems and task managers may or may not give the domain of a host. */
    private static String normalized(String host) {
        String name = host.strip().toLowerCase(Locale.ROOT);
        boolean isAddress =
                name.isEmpty() || Character.isDigit(name.charAt(0)) || name.indexOf(':') >= 0;
        int dot = name.indexOf('.');
        return isAddress || dot < 0 ? name : name.substring(0, dot);
    }
}
