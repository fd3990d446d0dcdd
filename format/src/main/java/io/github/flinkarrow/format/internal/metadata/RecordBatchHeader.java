/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import java.nio.ByteBuffer;

/**
 * The header of a RecordBatch message: a view over verified bytes, which it keeps alive. Immutable.
 *
 * <p>The numbers are as they were found: any of them may be negative, or mean nothing for the
 * schema or the body. An index that is not below its count throws {@link
 * IndexOutOfBoundsException}.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#recordbatch-message">RecordBatch
 *     message</a>
 */
public final class RecordBatchHeader implements MessageHeader {

    private final long length;
    private final BodyCompression compression;
    private final StructVector nodes;
    private final StructVector buffers;
    private final StructVector variadicCounts;

    /**
     * @param bytes verified
     * @param table position of the RecordBatch in the bytes
     */
    RecordBatchHeader(ByteBuffer bytes, int table, long length, BodyCompression compression) {
        this.length = length;
        this.compression = compression;
        this.nodes =
                StructVector.of(
                        bytes, table, ArrowShapes.RECORD_BATCH_NODES, ArrowShapes.FIELD_NODE_WIDTH);
        this.buffers =
                StructVector.of(
                        bytes, table, ArrowShapes.RECORD_BATCH_BUFFERS, ArrowShapes.BUFFER_WIDTH);
        this.variadicCounts =
                StructVector.of(bytes, table, ArrowShapes.RECORD_BATCH_VARIADIC_COUNTS, Long.BYTES);
    }

    /** Rows of the batch. */
    public long length() {
        return length;
    }

    public BodyCompression compression() {
        return compression;
    }

    public int nodeCount() {
        return nodes.count();
    }

    /** Values of the field, nulls among them. */
    public long nodeLength(int index) {
        return nodes.int64(index, 0);
    }

    public long nodeNullCount(int index) {
        return nodes.int64(index, Long.BYTES);
    }

    public int bufferCount() {
        return buffers.count();
    }

    /** Where the buffer starts, in bytes from the start of the body. */
    public long bufferOffset(int index) {
        return buffers.int64(index, 0);
    }

    /** Bytes of the buffer as it is stored. */
    public long bufferLength(int index) {
        return buffers.int64(index, Long.BYTES);
    }

    /** How many fields of the schema are views. */
    public int variadicCountCount() {
        return variadicCounts.count();
    }

    /** How many data buffers the view field has. */
    public long variadicCount(int index) {
        return variadicCounts.int64(index, 0);
    }

    @Override
    public String toString() {
        return "RecordBatch of "
                + length
                + " rows, "
                + nodeCount()
                + " nodes, "
                + bufferCount()
                + " buffers, "
                + compression;
    }
}
