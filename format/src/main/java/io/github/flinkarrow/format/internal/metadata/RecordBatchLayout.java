/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import com.google.flatbuffers.FlatBufferBuilder;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;

/**
 * What the header of a RecordBatch says, collected while its columns are unloaded; to be used again
 * after {@link #reset}. Not for use by more than one thread.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#recordbatch-message">RecordBatch
 *     message</a>
 */
public final class RecordBatchLayout {

    private final StructColumn nodes = new StructColumn(2);
    private final StructColumn buffers = new StructColumn(2);
    private final StructColumn variadicCounts = new StructColumn(1);
    private long length;
    private BodyCompression compression = BodyCompression.NONE;
    private long bodyLength;

    /** Forgets everything and starts a batch of {@code length} rows. */
    public void reset(long length, BodyCompression compression) {
        this.length = length;
        this.compression = compression;
        this.bodyLength = 0;
        nodes.clear();
        buffers.clear();
        variadicCounts.clear();
    }

    /** The next field in pre-order. */
    public void addNode(long length, long nullCount) {
        nodes.add(length, nullCount);
    }

    /**
     * The next buffer.
     *
     * @param offset bytes from the start of the body
     * @param length bytes as they are stored, without padding
     */
    public void addBuffer(long offset, long length) {
        buffers.add(offset, length);
    }

    /** How many data buffers the next view field has. */
    public void addVariadicCount(long count) {
        variadicCounts.add(count);
    }

    /** Bytes of the body, padding included. */
    public void bodyLength(long bytes) {
        this.bodyLength = bytes;
    }

    public long bodyLength() {
        return bodyLength;
    }

    /** The position of the RecordBatch table. */
    int encode(FlatBufferBuilder builder) {
        RecordBatch.startNodesVector(builder, nodes.count());
        for (int i = nodes.count() - 1; i >= 0; i--) {
            FieldNode.createFieldNode(builder, nodes.get(i, 0), nodes.get(i, 1));
        }
        int nodesVector = builder.endVector();
        RecordBatch.startBuffersVector(builder, buffers.count());
        for (int i = buffers.count() - 1; i >= 0; i--) {
            Buffer.createBuffer(builder, buffers.get(i, 0), buffers.get(i, 1));
        }
        int buffersVector = builder.endVector();
        return RecordBatch.createRecordBatch(
                builder,
                length,
                nodesVector,
                buffersVector,
                encodeCompression(builder),
                encodeVariadicCounts(builder));
    }

    /** Bytes that the table takes, about. */
    int sizeHint() {
        return 256 + ArrowShapes.FIELD_NODE_WIDTH * (nodes.count() + buffers.count());
    }

    private int encodeCompression(FlatBufferBuilder builder) {
        return switch (compression) {
            case NONE -> 0;
            case LZ4_FRAME -> encodeCodec(builder, CompressionType.LZ4_FRAME);
            case ZSTD -> encodeCodec(builder, CompressionType.ZSTD);
        };
    }

    private static int encodeCodec(FlatBufferBuilder builder, byte codec) {
        return org.apache.arrow.flatbuf.BodyCompression.createBodyCompression(
                builder, codec, BodyCompressionMethod.BUFFER);
    }

    private int encodeVariadicCounts(FlatBufferBuilder builder) {
        if (variadicCounts.count() == 0) {
            return 0;
        }
        RecordBatch.startVariadicBufferCountsVector(builder, variadicCounts.count());
        for (int i = variadicCounts.count() - 1; i >= 0; i--) {
            builder.addLong(variadicCounts.get(i, 0));
        }
        return builder.endVector();
    }
}
