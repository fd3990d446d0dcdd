/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Something open that is closed when the last of its holders lets go: whoever opened it, and all rows
 * that were read from it. Holders may be in several threads.
 */
final class SharedInput {

    private final Closeable target;
    private final AtomicInteger holders = new AtomicInteger(1);

    /** The caller is the first holder. */
    SharedInput(Closeable target) {
        this.target = target;
    }

    /** One more holder; called by one that holds it already. */
    void retain() {
        holders.incrementAndGet();
    }

    /** One holder less. */
    void release() {
        if (holders.decrementAndGet() == 0) {
            try {
                target.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
