/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Bytes of known size that can be read anywhere. Used by one thread at a time. */
public interface SeekableInput extends Closeable {

    /** What the input is called in messages: usually the path. */
    String name();

    /** The size in bytes at the time of opening. */
    long size();

    /**
     * Reads at least one byte into the remaining room of the buffer, and advances its position.
     *
     * @param position of the first byte to read, from 0 on
     * @return how many bytes were read, or -1 if the input ends at the position
     */
    int read(long position, ByteBuffer target) throws IOException;

    /**
     * Says that a range will be read soon, behind others: an input whose requests take long may
     * begin with it.
     */
    default void readSoon(long position, long length) {}

    /**
     * The bytes without a copy, if the input is in memory or mapped into it.
     *
     * @param position of the first byte
     * @param length of the view; position + length is at most {@link #size()}
     * @return a little-endian view with position 0 that is only read, valid as long as it is
     *     referenced; null where the bytes are not in memory
     */
    default ByteBuffer map(long position, int length) throws IOException {
        return null;
    }

    /**
     * The most bytes between two wanted ranges that are better read than skipped: as many as take
     * about as long as another request.
     */
    default int mergedGap() {
        return InputBytes.LOCAL_GAP;
    }

    /** A local file that is read into buffers. */
    static SeekableInput ofFile(Path path) throws IOException {
        return FileInput.open(path);
    }

    /**
     * A local file that is mapped into memory. A file that is truncated while it is mapped makes
     * the JVM throw {@link InternalError} where the bytes are used.
     */
    static SeekableInput ofMappedFile(Path path) throws IOException {
        return MappedFileInput.open(path);
    }

    /**
     * Bytes on the heap.
     *
     * @param bytes are not copied: what is read refers to them, and they are never to change
     */
    static SeekableInput ofBytes(String name, byte[] bytes) {
        return new HeapInput(name, bytes);
    }
}
