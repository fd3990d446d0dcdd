/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.format.array.RecordBatch;
import java.util.ArrayList;
import java.util.List;

/** The record batches behind some rows, and the input that their dictionaries belong to. */
final class BatchMemory implements Runnable {

    private final SharedInput input;
    private final List<RecordBatch> batches = new ArrayList<>();
    private boolean released;

    BatchMemory(SharedInput input) {
        input.retain();
        this.input = input;
    }

    /** Takes over a batch. */
    void add(RecordBatch batch) {
        batches.add(batch);
    }

    /** Gives everything back; again has no effect. Called from any thread. */
    @Override
    public void run() {
        synchronized (this) {
            if (released) {
                return;
            }
            released = true;
        }
        try {
            batches.forEach(RecordBatch::close);
        } finally {
            input.release();
        }
    }
}
