/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;

import java.nio.ByteBuffer;

/**
 * One codec of Arrow IPC buffer compression. Safe for concurrent use; an instance keeps a small
 * amount of memory between calls, so one that is shared by the buffers of a reader or writer is
 * faster than one for each buffer. There is nothing to close.
 *
 * <p>Buffers may be on the heap or direct, in any mix and of any byte order; sources may be
 * read-only. They are handed to native code: a buffer over a mapped file must be copied by the
 * caller first, since a file that is truncated while it is mapped would end the process.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#compression">Arrow columnar
 *     format, compression</a>
 */
public interface BufferCodec {

    /**
     * Decompresses all of {@code source} into exactly all of {@code target}, position to limit, and
     * moves both positions to their limits. After an exception the positions are unchanged and the
     * content of {@code target} is undefined. Nothing outside the two ranges is read or written,
     * and memory beyond them is bounded whatever {@code source} holds.
     *
     * @throws MalformedDataException if {@code source} is not a sequence of valid frames, or does
     *     not decompress to exactly the size of {@code target}
     * @throws UnsupportedFeatureException if a frame needs a dictionary, or a window above 2 GiB
     */
    void decompress(ByteBuffer source, ByteBuffer target)
            throws MalformedDataException, UnsupportedFeatureException;

    /** The number of bytes that {@link #compress} needs in its target, at most. */
    long maxCompressedLength(int uncompressedLength);

    /**
     * Compresses all of {@code source}, position to limit, to one frame at {@code target}'s
     * position, and advances both positions. Bytes of {@code target} after the frame may be
     * overwritten.
     *
     * @return the bytes of the frame
     * @throws IllegalArgumentException if {@code target} has less than {@link #maxCompressedLength}
     *     bytes remaining
     */
    int compress(ByteBuffer source, ByteBuffer target);
}
