/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

import java.util.List;

/**
 * Counts the blocks that planning leaves out because a filter excludes them.
 *
 * @param counter may be used by several threads
 */
record PrunedBlocks(Counter counter) {

    static PrunedBlocks in(MetricGroup group) {
        return new PrunedBlocks(group.counter("arrowBlocksPruned", new ThreadSafeSimpleCounter()));
    }

    /** Counts those of files that were just planned. */
    void count(List<FileLayout> layouts) {
        for (FileLayout layout : layouts) {
            counter.inc(layout.blocksPruned());
        }
    }
}
