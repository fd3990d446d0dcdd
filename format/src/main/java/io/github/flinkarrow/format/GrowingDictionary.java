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
        this.buffers = new SharedBuffers(options.dictionaryAllocator(), limit);
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
        BoundedAppend.append(
                column, values, 0, values.length(), limit, what -> tooLarge(what, location));
        if (builder.byteSize() > limit) {
            throw tooLarge(BoundedAppend.beyond(limit), location);
        }
    }

    private static UnsupportedIpcFeatureException tooLarge(String what, Location location) {
        return location.unsupported("a dictionary with its deltas takes " + what);
    }

    /** The values so far, which are there until their memory is released. */
    Dictionary values() {
        return new Dictionary(builder.column(0).buildGrown(), buffers.hold());
    }

    void release() {
        builder.close();
    }
}
