/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;

/** Decodes all record batches of a file or stream. */
final class DecodedBatches {

    private DecodedBatches() {}

    /**
     * Hands all batches on, each of which is closed afterwards.
     *
     * @param schema of the batches: that of the input, or one that differs in what is
     *     dictionary-encoded only. Batches of such an input have no dictionaries.
     */
    static void forEach(ScannedInput input, Schema schema, ReadOptions options, BatchTarget target)
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

    private static void forEach(ScannedInput input, ReadOptions options, BatchTarget target)
            throws IOException {
        try (BatchSource batches =
                BatchSource.open(input.source().open(), input.container(), options)) {
            for (RecordBatch next = batches.next(); next != null; next = batches.next()) {
                try (RecordBatch batch = next) {
                    target.write(batch);
                }
            }
        }
    }
}
