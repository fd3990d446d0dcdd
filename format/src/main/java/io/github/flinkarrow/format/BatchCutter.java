/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrayEquality;
import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts record batches anew, so that each but the last has as many rows as are asked for.
 *
 * <p>A batch also ends where a dictionary is replaced by one that does not begin as it does.
 * Metadata of a batch's message stays with a batch that is written whole; it says nothing of other
 * rows.
 */
final class BatchCutter implements Closeable {

    private final Schema schema;
    private final int rows;
    private final long mostBytes;
    private final Location location;
    private final BatchTarget target;
    private final RecordBatchBuilder builder;

    /** The batch that was added last, whose dictionaries the rows in the builder refer to. */
    private RecordBatch last;

    private Map<Long, ArrowArray> dictionaries = new HashMap<>();
    private int pending;
    private KeyValueMetadata metadata = KeyValueMetadata.EMPTY;
    private boolean lostMetadata;

    /**
     * @param rows of a batch, 1 or more
     * @param location of what the batches are read from, for errors
     * @param target of the batches
     */
    BatchCutter(
            Schema schema, int rows, ReadOptions options, Location location, BatchTarget target) {
        this.schema = schema;
        this.rows = rows;
        this.mostBytes = options.maxBatchBytes();
        this.location = location;
        this.target = target;
        Schema stored =
                new Schema(
                        schema.fields().stream().map(DictionaryFields::asStored).toList(),
                        KeyValueMetadata.EMPTY);
        this.builder =
                new RecordBatchBuilder(stored, new SharedBuffers(options.allocator(), mostBytes));
    }

    /** Whether metadata of a message was left out. */
    boolean lostMetadata() {
        return lostMetadata;
    }

    /**
     * Adds the rows of a batch.
     *
     * @param batch is closed here, once its dictionaries are not needed any more
     * @throws UnsupportedIpcFeatureException if the rows of one batch take too many bytes
     */
    void add(RecordBatch batch) throws IOException {
        replaceLast(batch);
        if (pending == 0 && batch.rowCount() == rows) {
            target.write(batch);
        } else {
            cut(batch);
        }
        if (dictionaries.isEmpty()) {
            batch.close();
        }
    }

    private void cut(RecordBatch batch) throws IOException {
        boolean whole = pending == 0 && batch.rowCount() > 0 && batch.rowCount() < rows;
        lostMetadata |= !metadata.isEmpty() && batch.rowCount() > 0;
        lostMetadata |= !whole && !batch.metadata().isEmpty();
        if (batch.rowCount() > 0) {
            metadata = whole ? batch.metadata() : KeyValueMetadata.EMPTY;
        }
        int next = 0;
        while (next < batch.rowCount()) {
            int count = Math.min(rows - pending, batch.rowCount() - next);
            append(batch, next, next + count);
            next += count;
            if (pending == rows) {
                flush();
            }
        }
    }

    /** Holds the dictionaries of another batch, under which the rows so far stay what they are. */
    private void replaceLast(RecordBatch batch) throws IOException {
        Map<Long, ArrowArray> others = new HashMap<>();
        batch.columns().forEach(column -> StoredArrays.collectDictionaries(column, others));
        RecordBatch previous = last;
        try {
            if (pending > 0 && !beginAlike(dictionaries, others)) {
                flush();
            }
        } finally {
            last = batch;
            dictionaries = others;
            if (previous != null) {
                previous.close();
            }
        }
    }

    private static boolean beginAlike(
            Map<Long, ArrowArray> dictionaries, Map<Long, ArrowArray> others) {
        return dictionaries.entrySet().stream()
                .allMatch(entry -> beginsAs(entry.getValue(), others.get(entry.getKey())));
    }

    private static boolean beginsAs(ArrowArray values, ArrowArray other) {
        int count = values.length();
        if (values == other) {
            return true;
        } else if (other == null || count > other.length()) {
            return false;
        }
        return other.continues(values)
                || ArrayEquality.equal(StoredArrays.of(values), StoredArrays.of(other), 0, count);
    }

    private void append(RecordBatch batch, int from, int to) throws IOException {
        for (int i = 0; i < batch.columns().size(); i++) {
            ArrowArray column = StoredArrays.of(batch.column(i));
            BoundedAppend.append(builder.column(i), column, from, to, mostBytes, this::tooLarge);
        }
        pending += to - from;
        if (builder.byteSize() > mostBytes) {
            throw tooLarge(BoundedAppend.beyond(mostBytes));
        }
    }

    private UnsupportedIpcFeatureException tooLarge(String what) {
        return location.unsupported(
                "record batches of %d rows take %s: ask for fewer rows a batch"
                        .formatted(rows, what));
    }

    private void flush() throws IOException {
        List<ArrowArray> columns = new ArrayList<>(schema.fields().size());
        try (RecordBatch stored = builder.build(pending)) {
            for (int i = 0; i < schema.fields().size(); i++) {
                columns.add(
                        StoredArrays.bound(
                                schema.fields().get(i), stored.column(i), dictionaries::get));
            }
            target.write(new RecordBatch(schema, pending, columns, metadata, () -> {}));
        }
        builder.reset();
        pending = 0;
        metadata = KeyValueMetadata.EMPTY;
    }

    /** Writes the rows that are left. */
    void flushRest() throws IOException {
        if (pending > 0) {
            flush();
        }
    }

    @Override
    public void close() {
        builder.close();
        if (last != null) {
            last.close();
        }
    }
}
