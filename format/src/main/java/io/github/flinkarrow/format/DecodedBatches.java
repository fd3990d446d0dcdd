/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;

import java.io.IOException;

/** Decodes all record batches of a file or stream. */
final class DecodedBatches {

    /** Takes a batch, which is closed afterwards. */
    interface Target {
        void write(RecordBatch batch) throws IOException;
    }

    private DecodedBatches() {}

    static void forEach(ScannedInput input, ReadOptions options, Target target) throws IOException {
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
