/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.filter;

import org.apache.flink.annotation.PublicEvolving;

/** The record batches of a file of which no row can pass a filter. Used by one thread. */
@PublicEvolving
@FunctionalInterface
public interface ExcludedBlocks {

    /** None of them. */
    ExcludedBlocks NONE = block -> false;

    /**
     * Whether a record batch is one of them.
     *
     * @param block index in the footer
     */
    boolean contains(int block);
}
