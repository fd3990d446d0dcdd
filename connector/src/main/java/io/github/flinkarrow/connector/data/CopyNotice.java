/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.annotation.Internal;

/**
 * Whether somebody copies rows of a reader, as Flink does between operators unless objects are
 * reused. Safe for use by several threads.
 */
@Internal
public final class CopyNotice {

    private volatile boolean given;

    void give() {
        if (!given) {
            given = true;
        }
    }

    /** Whether a row has been copied so far. */
    public boolean isGiven() {
        return given;
    }
}
