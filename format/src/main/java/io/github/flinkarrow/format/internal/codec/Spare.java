/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps at most one idle object for reuse. Owned by a codec rather than by threads, so that it dies
 * with the codec and never keeps a class loader alive; callers that find it empty make an object of
 * their own.
 */
final class Spare<T> {

    private final AtomicReference<T> slot = new AtomicReference<>();

    /** The idle object, now the caller's, or null. */
    T take() {
        return slot.getAndSet(null);
    }

    /** Keeps {@code object} unless another one is idle already; says whether it was kept. */
    boolean giveBack(T object) {
        return slot.compareAndSet(null, object);
    }
}
