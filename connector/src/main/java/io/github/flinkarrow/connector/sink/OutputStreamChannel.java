/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** A stream that takes buffers: heap buffers without a copy, others through a bounded array. */
final class OutputStreamChannel implements WritableByteChannel {

    private final OutputStream stream;
    private final String directory;
    private final Staging staging;

    /**
     * @param stream is never closed
     * @param directory that is written to, for errors; null if it is not known
     * @param staging of buffers that are not on the heap
     */
    OutputStreamChannel(OutputStream stream, String directory, Staging staging) {
        this.stream = stream;
        this.directory = directory;
        this.staging = staging;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        if (bytes.hasArray()) {
            write(bytes.array(), bytes.arrayOffset() + bytes.position(), count);
            bytes.position(bytes.limit());
            return count;
        }
        byte[] array = staging.array();
        while (bytes.hasRemaining()) {
            int part = Math.min(array.length, bytes.remaining());
            bytes.get(array, 0, part);
            write(array, 0, part);
        }
        return count;
    }

    private void write(byte[] bytes, int offset, int count) throws IOException {
        try {
            stream.write(bytes, offset, count);
        } catch (IOException e) {
            throw directory == null ? e : failure(e.getMessage(), e);
        }
    }

    /** Flushes the stream. */
    void flush() throws IOException {
        try {
            stream.flush();
        } catch (IOException e) {
            throw directory == null ? e : failure(e.getMessage(), e);
        }
    }

    /** A failure that says where this writes, as far as that is known. */
    IOException failure(String message, IOException cause) {
        String where = directory == null ? "" : "writing a file below " + directory + ": ";
        return new IOException(where + message, cause);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
