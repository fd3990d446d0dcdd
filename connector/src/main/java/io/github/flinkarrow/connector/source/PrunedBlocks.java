/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.metrics.MetricGroup;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** How many blocks planning left out because a filter excludes them. Safe for several threads. */
final class PrunedBlocks {

    private final AtomicLong blocks = new AtomicLong();

    static PrunedBlocks in(MetricGroup group) {
        PrunedBlocks pruned = new PrunedBlocks();
        group.gauge("arrowBlocksPruned", pruned.blocks::get);
        return pruned;
    }

    /** Counts those of files that were just planned. */
    void count(List<FileLayout> layouts) {
        for (FileLayout layout : layouts) {
            blocks.addAndGet(layout.blocksPruned());
        }
    }
}
