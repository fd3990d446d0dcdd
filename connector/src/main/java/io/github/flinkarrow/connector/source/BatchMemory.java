/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.format.array.RecordBatch;

import java.util.ArrayList;
import java.util.List;

/** The record batches behind some rows. */
final class BatchMemory implements Runnable {

    private final List<RecordBatch> batches = new ArrayList<>();
    private long bytes;
    private boolean released;

    /** Takes over a batch. */
    void add(RecordBatch batch) {
        batches.add(batch);
        bytes += batch.memoryBytes();
    }

    /** Bytes of memory that the batches hold, decompressed. */
    long bytes() {
        return bytes;
    }

    /** Closes the batches; again has no effect. Called from any thread. */
    @Override
    public void run() {
        synchronized (this) {
            if (released) {
                return;
            }
            released = true;
        }
        batches.forEach(RecordBatch::close);
    }
}
