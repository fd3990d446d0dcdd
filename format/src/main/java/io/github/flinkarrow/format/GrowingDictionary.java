/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrayBuilder;
import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.util.List;

/**
 * The values of a dictionary and of its deltas behind each other. Memory grows by doubling, so that
 * many small deltas cost no more than one large one, and what has been handed out stays as it is.
 */
final class GrowingDictionary {

    private final long limit;
    private final SharedBuffers buffers;
    private final RecordBatchBuilder builder;

    GrowingDictionary(ReadOptions options, Field values) {
        this.limit = options.maxBatchBytes();
        this.buffers = new SharedBuffers(options.allocator(), limit);
        Schema schema = new Schema(List.of(values), KeyValueMetadata.EMPTY);
        this.builder = new RecordBatchBuilder(schema, buffers);
    }

    /**
     * Appends copies of values.
     *
     * @param location of their message, for errors, after which this is only to be released
     */
    void append(ArrowArray values, Location location) throws IOException {
        ArrayBuilder column = builder.column(0);
        try {
            column.appendFrom(values, 0, values.length());
        } catch (SharedBuffers.LimitExceededException e) {
            throw tooLarge(location);
        } catch (ArithmeticException e) {
            throw location.unsupported(
                    "a dictionary with its deltas is too large: " + e.getMessage());
        } catch (OutOfMemoryError e) {
            throw location.noMemory(Limit.BATCH_BYTES, "a dictionary with its deltas", e);
        }
        if (builder.byteSize() > limit) {
            throw tooLarge(location);
        }
    }

    private UnsupportedIpcFeatureException tooLarge(Location location) {
        return location.exceeds(
                Limit.BATCH_BYTES,
                limit,
                "a dictionary with its deltas takes at least " + (limit + 1) + " bytes");
    }

    /** The values so far, which are there until their memory is released. */
    Dictionary values() {
        return new Dictionary(builder.column(0).build(), buffers.hold());
    }

    void release() {
        builder.close();
    }
}
