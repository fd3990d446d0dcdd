/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SupportsBatchSnapshot;
import org.apache.flink.util.FlinkRuntimeException;

import java.util.List;

/**
 * Plans the splits of all files once, off the coordinator's thread, and hands them out on request:
 * to a reader on a host that has some of them those, otherwise in the order of files and offsets.
 */
final class BlockEnumerator
        implements SplitEnumerator<ArrowIpcSplit, PendingSplits>, SupportsBatchSnapshot {

    private final SplitEnumeratorContext<ArrowIpcSplit> context;
    private final FilePlanning planning;

    private final List<FileLayout> found;
    private final SplitAssignment assignment;
    private final PrunedBlocks blocksPruned;
    private PendingSplits pending;

    /**
     * @param planning is closed with this
     * @param found what planning found shortly before; null to look for files
     * @param pending what a checkpoint says is left, or nothing planned
     */
    BlockEnumerator(
            SplitEnumeratorContext<ArrowIpcSplit> context,
            FilePlanning planning,
            List<FileLayout> found,
            PendingSplits pending) {
        this.context = context;
        this.planning = planning;
        this.found = found;
        this.pending = pending;
        this.blocksPruned = PrunedBlocks.in(context.metricGroup());
        this.assignment = new SplitAssignment(context, pending.queue());
    }

    @Override
    public void start() {
        if (pending.files() == PendingSplits.Files.UNPLANNED) {
            int parallelism = context.currentParallelism();
            context.callAsync(
                    () -> {
                        List<FileLayout> layouts = found == null ? planning.layouts() : found;
                        blocksPruned.count(layouts);
                        return planning.cut(layouts, parallelism);
                    },
                    this::planned);
        } else {
            assignment.complete();
            List<DataFile> unlocated = pending.queue().unlocated();
            context.callAsync(() -> planning.locate(unlocated), assignment::locate);
        }
    }

    private void planned(List<PlannedFile> files, Throwable failure) {
        if (failure != null) {
            throw new FlinkRuntimeException("The files cannot be read", failure);
        }
        pending = pending.planned();
        assignment.add(files);
        assignment.complete();
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        assignment.request(subtask, host);
    }

    @Override
    public void addSplitsBack(List<ArrowIpcSplit> splits, int subtask) {
        assignment.giveBack(splits, subtask);
    }

    /** Readers ask when they are ready. */
    @Override
    public void addReader(int subtask) {}

    @Override
    public PendingSplits snapshotState(long checkpointId) {
        return pending.copy();
    }

    @Override
    public void close() {
        planning.close();
    }
}
