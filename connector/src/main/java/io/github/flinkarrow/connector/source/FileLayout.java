/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

/**
 * What planning has to know of a file.
 *
 * @param blocks the file with a split a block, but for those that are not read; a stream is one
 *     block
 * @param end what is known about the end of the file
 * @param blocksPruned how many blocks are not read, as the filter excludes them
 */
record FileLayout(PlannedFile blocks, End end, int blocksPruned) {

    /** A file of which all blocks are read. */
    FileLayout(PlannedFile blocks, End end) {
        this(blocks, end, 0);
    }

    /** How sure it is that no more will be written to a file. */
    enum End {
        /** It has a footer or an end-of-stream marker, or nobody asked. */
        CERTAIN,
        /** It is a stream that ends between two messages: it may be whole, or still be written. */
        OPEN,
        /** It is a stream that is being written, and was not read to find out. */
        UNKNOWN
    }
}
