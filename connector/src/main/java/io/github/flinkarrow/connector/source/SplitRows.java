/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import java.io.Closeable;
import java.io.IOException;

/** Reads the rows of one split from its position on. Used by one thread. */
interface SplitRows extends Closeable {

    /** Whether {@link #next} has nothing more to give. Known without reading on. */
    boolean isAtEnd();

    /** About how many bytes of the split are still to be read; 0 at its end. */
    long bytesLeft();

    /**
     * The next rows: of as many batches as make a hand-over worth its cost.
     *
     * @return rows that the caller releases; null at the end
     */
    HandedRows next() throws IOException;

    /** Rows that were handed out stay valid until they are released. Again has no effect. */
    @Override
    void close() throws IOException;
}
