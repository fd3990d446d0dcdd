/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import java.io.IOException;
import java.util.Collection;

/**
 * The files that a monitoring source has planned, with the size and modification time that each
 * had.
 *
 * <p>There may be millions, so a file takes four numbers here: 128 bits of the SHA-256 of its path,
 * its size and its modification time. The numbers of all files lie in one array, found by open
 * addressing.
 */
final class KnownFiles {

    private static final int WORDS = 4;
    private static final int SIZE = 2;
    private static final int MODIFICATION_TIME = 3;
    private static final int INITIAL_CAPACITY = 64;

    private long[] table;
    private int count;

    KnownFiles() {
        this(new long[INITIAL_CAPACITY * WORDS], 0);
    }

    private KnownFiles(long[] table, int count) {
        this.table = table;
        this.count = count;
    }

    int count() {
        return count;
    }

    /** A file as it was planned; null if it was not. */
    DataFile find(ListedFile listed) {
        int slot = slot(table, listed.nameHigh(), listed.nameLow());
        if (isFree(table, slot)) {
            return null;
        }
        return new DataFile(
                listed.file().path(), table[slot + SIZE], table[slot + MODIFICATION_TIME]);
    }

    /** Adds a file, or replaces what is known of it. */
    void put(ListedFile listed) {
        DataFile file = listed.file();
        put(listed.nameHigh(), listed.nameLow(), file.size(), file.modificationTime());
    }

    private void put(long high, long low, long size, long modificationTime) {
        int slot = slot(table, high, low);
        if (isFree(table, slot)) {
            if (4L * (count + 1) * WORDS > 3L * table.length) {
                grow();
                slot = slot(table, high, low);
            }
            count++;
        }
        table[slot] = high;
        table[slot + 1] = low;
        table[slot + SIZE] = size;
        table[slot + MODIFICATION_TIME] = modificationTime;
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(2, table.length)];
        for (int from = 0; from < table.length; from += WORDS) {
            if (!isFree(table, from)) {
                int to = slot(larger, table[from], table[from + 1]);
                System.arraycopy(table, from, larger, to, WORDS);
            }
        }
        table = larger;
    }

    /** Forgets all files but these. */
    void retain(Collection<ListedFile> files) {
        KnownFiles kept = new KnownFiles();
        for (ListedFile file : files) {
            int slot = slot(table, file.nameHigh(), file.nameLow());
            if (!isFree(table, slot)) {
                kept.put(
                        table[slot],
                        table[slot + 1],
                        table[slot + SIZE],
                        table[slot + MODIFICATION_TIME]);
            }
        }
        table = kept.table;
        count = kept.count;
    }

    KnownFiles copy() {
        return new KnownFiles(table.clone(), count);
    }

    void write(StateOutput out) throws IOException {
        out.writeLong(count);
        for (int slot = 0; slot < table.length; slot += WORDS) {
            if (!isFree(table, slot)) {
                out.writeWord(table[slot]);
                out.writeWord(table[slot + 1]);
                out.writeLong(table[slot + SIZE]);
                out.writeLong(table[slot + MODIFICATION_TIME]);
            }
        }
    }

    static KnownFiles read(StateInput in) throws IOException {
        KnownFiles files = new KnownFiles();
        for (int left = in.readCount(2 * Long.BYTES + 2); left > 0; left--) {
            files.put(in.readWord(), in.readWord(), in.readLong(), in.readLong());
        }
        return files;
    }

    /** Where a name is, or would be put. */
    private static int slot(long[] table, long high, long low) {
        int mask = table.length / WORDS - 1;
        int index = (int) low & mask;
        while (true) {
            int slot = index * WORDS;
            if (isFree(table, slot) || (table[slot] == high && table[slot + 1] == low)) {
                return slot;
            }
            index = index + 1 & mask;
        }
    }

    private static boolean isFree(long[] table, int slot) {
        return table[slot] == 0 && table[slot + 1] == 0;
    }
}
