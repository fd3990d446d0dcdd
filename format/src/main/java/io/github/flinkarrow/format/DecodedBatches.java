/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;

/** Decodes all record batches of a file or stream. */
final class DecodedBatches {

    /** Takes a batch, which is closed afterwards. */
    interface Target {
        void write(RecordBatch batch) throws IOException;
    }

    private DecodedBatches() {}

    /**
     * @param schema of the batches: that of the input, or one that differs in what is
     *     dictionary-encoded only. Batches of such an input have no dictionaries.
     */
    static void forEach(ScannedInput input, Schema schema, ReadOptions options, Target target)
            throws IOException {
        if (input.schema().equals(schema)) {
            forEach(input, options, target);
            return;
        }
        try (PlainBatches plain =
                new PlainBatches(PlainBatches.schemaOf(schema), options, input.name(), target)) {
            forEach(input, options, plain::add);
        }
    }

    private static void forEach(ScannedInput input, ReadOptions options, Target target)
            throws IOException {
        switch (input.container()) {
            case FILE -> {
                try (IpcFileReader reader = IpcFileReader.open(input.source().open(), options)) {
                    for (int i = 0; i < reader.recordBatchCount(); i++) {
                        try (RecordBatch batch = reader.recordBatch(i)) {
                            target.write(batch);
                        }
                    }
                }
            }
            case STREAM -> {
                try (IpcStreamReader reader =
                        IpcStreamReader.open(input.source().open(), options)) {
                    RecordBatch next;
                    while ((next = reader.next()) != null) {
                        try (RecordBatch batch = next) {
                            target.write(batch);
                        }
                    }
                }
            }
        }
    }
}
