/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.format.statistics.BlockStatistics;

/**
 * How many rows the record batches of a file have by its footer, for whoever wants nothing else of
 * them. A few bytes there may say anything: what they say is believed as far as a record batch
 * without bytes would be.
 */
final class FooterCounts {

    private final BlockStatistics statistics;
    private final int mostRows;

    /**
     * @param statistics null for none
     * @param mostRows of a record batch that are believed
     */
    FooterCounts(BlockStatistics statistics, int mostRows) {
        this.statistics = statistics;
        this.mostRows = mostRows;
    }

    /**
     * Whether the rows of a record batch are known; otherwise its header has to be read.
     *
     * @param index in the footer, as everywhere here
     */
    boolean has(int index) {
        return statistics != null && statistics.rowCount(index) <= mostRows;
    }

    /** The rows of a record batch, if they are known. */
    int rows(int index) {
        return (int) statistics.rowCount(index);
    }
}
