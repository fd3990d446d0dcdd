/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import io.github.flinkarrow.format.internal.codec.BufferCodec;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Compressed buffers of one body: the uncompressed length in 8 bytes, -1 where what follows is
 * stored as it is, then the codec's bytes.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#compression">Compression</a>
 */
final class CompressedBuffers {

    private static final int PREFIX = Long.BYTES;
    private static final long STORED = -1;

    private final BufferCodec codec;
    private final Location location;

    CompressedBuffers(BufferCodec codec, Location location) {
        this.codec = codec;
        this.location = location;
    }

    /** The length of the buffer's content in bytes. */
    long uncompressedLength(BufferName name, ByteBuffer buffer) throws IOException {
        if (buffer.limit() < PREFIX) {
            throw location.malformed(
                    name + " has " + buffer.limit() + " bytes, less than its length takes");
        }
        long length = buffer.getLong(0);
        if (length == STORED) {
            return (long) buffer.limit() - PREFIX;
        }
        if (length < 0) {
            throw location.malformed(name + " gives its uncompressed length as " + length);
        }
        if (length > Integer.MAX_VALUE) {
            throw location.unsupported(name + " of " + length + " bytes, more than 2 GiB");
        }
        return length;
    }

    /** Whether the buffer's content follows as it is. */
    boolean isStored(ByteBuffer buffer) {
        return buffer.getLong(0) == STORED;
    }

    /** Fills the target, which has the room that {@link #uncompressedLength} said. */
    void decompress(BufferName name, ByteBuffer buffer, ByteBuffer target) throws IOException {
        ByteBuffer content = buffer.slice(PREFIX, buffer.limit() - PREFIX);
        if (isStored(buffer)) {
            target.put(content).flip();
            return;
        }
        if (target.hasRemaining() || content.hasRemaining()) {
            try {
                codec.decompress(content, target);
            } catch (MalformedDataException e) {
                throw location.malformed(
                        new MalformedDataException(name + ": " + e.getMessage(), e));
            } catch (UnsupportedFeatureException e) {
                throw location.unsupported(
                        new UnsupportedFeatureException(name + ": " + e.getMessage(), e));
            }
        }
        target.flip();
    }
}
