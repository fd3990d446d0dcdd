/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SupportsBatchSnapshot;
import org.apache.flink.util.FlinkRuntimeException;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Plans the splits of all files once, off the coordinator's thread, and hands them out on request
 * in the order of files and offsets.
 */
final class BlockEnumerator
        implements SplitEnumerator<ArrowIpcSplit, PendingSplits>, SupportsBatchSnapshot {

    private final SplitEnumeratorContext<ArrowIpcSplit> context;
    private final SplitPlanner planner;

    /** Readers that asked before the splits were planned. */
    private final Set<Integer> waiting = new LinkedHashSet<>();

    private PendingSplits pending;

    BlockEnumerator(
            SplitEnumeratorContext<ArrowIpcSplit> context,
            SplitPlanner planner,
            PendingSplits pending) {
        this.context = context;
        this.planner = planner;
        this.pending = pending;
    }

    @Override
    public void start() {
        if (!pending.isPlanned()) {
            int parallelism = context.currentParallelism();
            context.callAsync(() -> planner.plan(parallelism), this::planned);
        }
    }

    private void planned(List<PlannedFile> files, Throwable failure) {
        if (failure != null) {
            throw new FlinkRuntimeException("The files cannot be read", failure);
        }
        pending = PendingSplits.of(files, List.of());
        waiting.forEach(this::assign);
        waiting.clear();
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        if (pending.isPlanned()) {
            assign(subtask);
        } else {
            waiting.add(subtask);
        }
    }

    private void assign(int subtask) {
        if (!context.registeredReaders().containsKey(subtask)) {
            return; // It failed after it asked.
        }
        ArrowIpcSplit split = pending.take();
        if (split == null) {
            context.signalNoMoreSplits(subtask);
        } else {
            context.assignSplit(split, subtask);
        }
    }

    @Override
    public void addSplitsBack(List<ArrowIpcSplit> splits, int subtask) {
        pending.giveBack(splits);
    }

    /** Readers ask when they are ready. */
    @Override
    public void addReader(int subtask) {}

    @Override
    public PendingSplits snapshotState(long checkpointId) {
        return pending.copy();
    }

    @Override
    public void close() {}
}
