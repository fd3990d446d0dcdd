/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrayBuilder;
import io.github.flinkarrow.format.array.ArrowArray;

import java.util.function.Function;

/**
 * Copies values into a builder, which takes more than they do where they overlap: the one place
 * that turns what a builder throws for its size into an error.
 */
final class BoundedAppend {

    private BoundedAppend() {}

    /**
     * @param limit that the buffers of the builder are held to, for the error
     * @param error of what the values take, such as "too much: …"; after it the builder is only to
     *     be closed
     */
    static void append(
            ArrayBuilder builder,
            ArrowArray values,
            int from,
            int to,
            long limit,
            Function<String, UnsupportedIpcFeatureException> error)
            throws UnsupportedIpcFeatureException {
        try {
            builder.appendFrom(values, from, to);
        } catch (SharedBuffers.LimitExceededException e) {
            throw error.apply(beyond(limit));
        } catch (ArithmeticException e) {
            throw error.apply("too much: " + e.getMessage());
        } catch (OutOfMemoryError e) {
            String what = "more memory than there is (limit.batch-bytes allows it)";
            throw new NotEnoughMemoryException(error.apply(what).getMessage(), e);
        }
    }

    /** What takes more than the limit of a batch. */
    static String beyond(long limit) {
        return "more than the limit of " + limit + " bytes (limit.batch-bytes)";
    }
}
