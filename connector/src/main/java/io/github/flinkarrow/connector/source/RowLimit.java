/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

/** How many rows a reader still has to give. Used by one thread. */
final class RowLimit {

    private long left;

    /**
     * @param rows {@link Long#MAX_VALUE} for all there are
     */
    RowLimit(long rows) {
        this.left = rows;
    }

    boolean isReached() {
        return left <= 0;
    }

    void take(long rows) {
        left -= rows;
    }
}
