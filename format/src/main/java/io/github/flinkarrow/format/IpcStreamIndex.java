/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;
import io.github.flinkarrow.format.internal.metadata.RecordBatchHeader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the record batches of a stream are, and the dictionaries of each: what the footer of a file
 * says, gathered from the headers of all messages.
 *
 * <p>{@link IpcStreamReader#index} makes it; with it {@link IpcStreamReader#seek} enters a stream
 * at any of its record batches.
 */
public final class IpcStreamIndex {

    /** What a footer spends on a message. */
    private static final int BYTES_PER_MESSAGE = 24;

    private final int mostEntries;
    private final List<Block> blocks = new ArrayList<>();

    /** Of each block; neighbours share an array while their dictionaries stay the same. */
    private final List<long[]> dictionaries = new ArrayList<>();

    private final LiveDictionaries live = new LiveDictionaries();
    private long[] current = {};
    private boolean changed;
    private int entries;
    private long end;

    /**
     * @param start of the first message
     */
    IpcStreamIndex(ReadOptions options, long start) {
        this.end = start;
        this.mostEntries = options.maxMetadataBytes() / BYTES_PER_MESSAGE;
    }

    /**
     * Takes note of a message behind those before.
     *
     * @param messageEnd where the next one would start
     */
    void add(EncapsulatedMessage message, long messageEnd) throws IOException {
        end = messageEnd;
        Location location = message.location();
        if (message.message().header() instanceof DictionaryBatchHeader header) {
            live.add(message, header);
            changed = true;
        } else if (message.message().header() instanceof RecordBatchHeader header) {
            RecordBatchLoader.rowCount(header, location);
            if (changed) {
                current = live.offsets();
                changed = false;
                count(current.length, location);
            }
            count(1, location);
            blocks.add(message.block());
            dictionaries.add(current);
        }
    }

    private void count(int more, Location location) throws IOException {
        entries += more;
        if (entries > mostEntries) {
            throw location.exceeds(
                    Limit.METADATA_BYTES,
                    (long) mostEntries * BYTES_PER_MESSAGE,
                    "the index of the stream takes at least "
                            + (long) entries * BYTES_PER_MESSAGE
                            + " bytes, for its batches and for dictionaries that change (a"
                            + " stream that is not split needs none)");
        }
    }

    public int recordBatchCount() {
        return blocks.size();
    }

    /** Bytes of all messages: behind them is the end-of-stream marker, or nothing. */
    public long end() {
        return end;
    }

    /**
     * Where a record batch lies in the stream.
     *
     * @param index from 0 to {@link #recordBatchCount()} - 1, as everywhere here
     */
    public Block block(int index) {
        return blocks.get(index);
    }

    /**
     * Which record batch starts at an offset.
     *
     * @return its index, or a negative number if none does
     */
    public int batchAt(long offset) {
        int low = 0;
        int high = blocks.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = blocks.get(middle).offset();
            if (found == offset) {
                return middle;
            }
            if (found < offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /**
     * The messages that make up the dictionaries as a record batch needs them, without those that
     * were replaced before it.
     *
     * @return where they start, in their order
     */
    public long[] dictionaries(int index) {
        return dictionaries.get(index).clone();
    }
}
