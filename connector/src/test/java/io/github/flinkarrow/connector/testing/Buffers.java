/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.testing;

import io.github.flinkarrow.format.BufferAllocator;

/** What all readers and writers of this JVM hold. */
public final class Buffers {

    private Buffers() {}

    /** Bytes that have not been given back. */
    public static long allocatedBytes() {
        return BufferAllocator.allShared().stream()
                .mapToLong(BufferAllocator::allocatedBytes)
                .sum();
    }
}
