/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import java.nio.ByteBuffer;

/**
 * Gives builders and readers their memory. Implementations are safe for use by several threads.
 *
 * <p>A buffer is owned by whoever allocated it until it is released, exactly once.
 */
public interface BufferSource {

    /**
     * A little-endian buffer with position 0 and the given limit. Its content is undefined: it may
     * be that of a buffer released before.
     *
     * @param size bytes, 0 or more
     */
    ByteBuffer allocate(int size);

    /**
     * Takes back a buffer.
     *
     * @param buffer the object that {@link #allocate} returned, not a slice of it
     * @throws IllegalStateException if it is not one that is allocated now
     */
    void release(ByteBuffer buffer);
}
