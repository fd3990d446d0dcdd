/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** A stream that takes buffers: heap buffers without a copy, others through a bounded array. */
final class OutputStreamChannel implements WritableByteChannel {

    private static final int STAGING_BYTES = 64 << 10;

    private final OutputStream stream;
    private byte[] staging;

    /**
     * @param stream is never closed
     */
    OutputStreamChannel(OutputStream stream) {
        this.stream = stream;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        if (bytes.hasArray()) {
            stream.write(bytes.array(), bytes.arrayOffset() + bytes.position(), count);
            bytes.position(bytes.limit());
            return count;
        }
        if (staging == null) {
            staging = new byte[STAGING_BYTES];
        }
        while (bytes.hasRemaining()) {
            int part = Math.min(staging.length, bytes.remaining());
            bytes.get(staging, 0, part);
            stream.write(staging, 0, part);
        }
        return count;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
