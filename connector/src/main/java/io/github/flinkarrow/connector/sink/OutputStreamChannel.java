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
    private final String directory;
    private byte[] staging;

    /**
     * @param stream is never closed
     * @param directory that is written to, for errors; null if it is not known
     */
    OutputStreamChannel(OutputStream stream, String directory) {
        this.stream = stream;
        this.directory = directory;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        if (bytes.hasArray()) {
            write(bytes.array(), bytes.arrayOffset() + bytes.position(), count);
            bytes.position(bytes.limit());
            return count;
        }
        if (staging == null) {
            staging = new byte[STAGING_BYTES];
        }
        while (bytes.hasRemaining()) {
            int part = Math.min(staging.length, bytes.remaining());
            bytes.get(staging, 0, part);
            write(staging, 0, part);
        }
        return count;
    }

    private void write(byte[] bytes, int offset, int count) throws IOException {
        try {
            stream.write(bytes, offset, count);
        } catch (IOException e) {
            if (directory == null) {
                throw e;
            }
            throw new IOException("writing a file below " + directory + ": " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
