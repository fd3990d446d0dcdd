/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.connector.data.CopyNotice;
import io.github.flinkarrow.format.array.RecordBatch;

import java.util.ArrayList;
import java.util.List;

/** The record batches behind some rows. */
final class BatchMemory implements Runnable {

    private final List<RecordBatch> batches = new ArrayList<>();
    private CopyNotice copies;
    private long bytes;
    private boolean released;

    /**
     * Takes over a batch.
     *
     * @param copies of its rows
     */
    void add(RecordBatch batch, CopyNotice copies) {
        this.copies = copies;
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
        if (copies != null) {
            copies.settle();
        }
        batches.forEach(RecordBatch::close);
    }
}
