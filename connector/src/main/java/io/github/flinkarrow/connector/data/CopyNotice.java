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
    private volatile boolean settled;

    void give() {
        if (!given) {
            given = true;
        }
    }

    /** To be called when rows have been used, whatever was done with them. */
    void settle() {
        settled = true;
    }

    /**
     * Whether rows have to be expected to be copied: some have been, or none has been used so far.
     */
    public boolean isExpected() {
        return given || !settled;
    }
}
