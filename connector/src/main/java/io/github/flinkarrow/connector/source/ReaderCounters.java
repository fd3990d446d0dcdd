/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What a reader has read, as metrics of its operator.
 *
 * @param splits that were opened
 * @param blocks record batches that were decoded
 * @param bytes of those blocks in the file
 */
record ReaderCounters(Counter splits, Counter blocks, Counter bytes) {

    static ReaderCounters in(MetricGroup group) {
        return new ReaderCounters(
                group.counter("arrowSplitsRead"),
                group.counter("arrowBlocksRead"),
                group.counter("arrowBytesRead"));
    }
}
