/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import io.github.flinkarrow.format.array.DictionaryEncoder;

import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The memory that the writers of one factory and thread may hold together. When it is spent, the
 * writer that holds most writes its batch early. Used by one thread, as the writers are.
 */
final class WriterBudget {

    private static final long LEAST_BYTES = 64L << 20;

    /** A batch takes up to twice the size of its values, as memory grows by doubling. */
    private static final int BATCHES = 4;

    private final long most;
    private final Set<ArrowIpcBulkWriter> writers = Collections.newSetFromMap(new WeakHashMap<>());
    private final Staging staging = new Staging();
    private long bytes;

    static WriterBudget forBatchesOf(long batchBytes) {
        return new WriterBudget(
                Math.max(LEAST_BYTES, Math.min(batchBytes, Long.MAX_VALUE / BATCHES) * BATCHES));
    }

    WriterBudget(long most) {
        this.most = most;
    }

    /** What the writers copy bytes through that are not on the heap. */
    Staging staging() {
        return staging;
    }

    /** What the dictionaries of all writers may take. */
    long mostDictionaryBytes() {
        return most / 2;
    }

    void add(ArrowIpcBulkWriter writer) {
        writers.add(writer);
    }

    /** A writer is finished and holds nothing any more. */
    void remove(ArrowIpcBulkWriter writer) {
        writers.remove(writer);
    }

    /** A writer holds more than it did, or less if negative. */
    void change(long difference) throws IOException {
        bytes += difference;
        if (difference > 0 && bytes > most) {
            shrink();
        }
    }

    private void shrink() throws IOException {
        // The sum is taken anew: writers that were abandoned are gone.
        bytes = writers.stream().mapToLong(ArrowIpcBulkWriter::heldBytes).sum();
        while (bytes > most) {
            ArrowIpcBulkWriter largest = largest();
            bytes -= largest.heldBytes();
            largest.writeEarly();
        }
    }

    /**
     * A writer has larger dictionaries than before, which cannot be written early: later rows refer
     * to them as well.
     *
     * @throws IOException if those of all writers take more than half of the budget
     */
    void checkDictionaries(ArrowIpcBulkWriter writer) throws IOException {
        long held = writers.stream().mapToLong(ArrowIpcBulkWriter::dictionaryBytes).sum();
        if (held > mostDictionaryBytes()) {
            DictionaryEncoder.Size largest =
                    writers.stream()
                            .flatMap(one -> one.dictionarySizes().stream())
                            .max(Comparator.comparingLong(DictionaryEncoder.Size::bytes))
                            .orElseThrow();
            throw writer.failure(
                    ("the dictionaries of %d open files take %d bytes, more than %d, the largest"
                                    + " that of %s with %d values: leave columns with many different"
                                    + " values out of dictionary.columns, or write fewer files at"
                                    + " once")
                            .formatted(
                                    writers.size(),
                                    held,
                                    mostDictionaryBytes(),
                                    writer.pathOf(largest.field()),
                                    largest.values()));
        }
    }

    private ArrowIpcBulkWriter largest() {
        return Collections.max(writers, (a, b) -> Long.compare(a.heldBytes(), b.heldBytes()));
    }
}
