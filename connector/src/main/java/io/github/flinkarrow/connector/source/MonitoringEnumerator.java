/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.util.FlinkRuntimeException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Looks for files in rounds, and hands out the splits of each file once.
 *
 * <p>Files are listed and inspected off the coordinator's thread. A file becomes known, and its
 * splits wait for readers, in one step of that thread: so a checkpoint has both or neither.
 */
final class MonitoringEnumerator implements SplitEnumerator<ArrowIpcSplit, PendingSplits> {

    private static final Logger LOG = LoggerFactory.getLogger(MonitoringEnumerator.class);

    /** Splits of a first round of very many files go out before all are inspected. */
    private static final int FILES_AT_A_TIME = 1_000;

    private final SplitEnumeratorContext<ArrowIpcSplit> context;
    private final FilePlanning planning;
    private final PlanningOptions options;
    private final PendingSplits pending;
    private final SplitAssignment assignment;
    private final FileWatch watch;
    private final PrunedBlocks blocksPruned;

    /** Files of the current round that are not inspected yet. */
    private final Queue<FileStatus> due = new ArrayDeque<>();

    /**
     * From before a listing until all its files are inspected. The one worker runs what is overdue
     * first: were that another listing, inspections would wait for it again and again.
     */
    private volatile boolean inRound;

    private boolean failed;
    private int failedRounds;

    /**
     * @param planning is closed with this
     * @param pending what was found before, of monitored files
     */
    MonitoringEnumerator(
            SplitEnumeratorContext<ArrowIpcSplit> context,
            FilePlanning planning,
            PlanningOptions options,
            PendingSplits pending) {
        this.context = context;
        this.planning = planning;
        this.options = options;
        this.pending = pending;
        this.assignment = new SplitAssignment(context, pending.queue());
        this.watch = new FileWatch(options, pending.known());
        this.blocksPruned = PrunedBlocks.in(context.metricGroup());
    }

    @Override
    public void start() {
        List<DataFile> unlocated = pending.queue().unlocated();
        context.callAsync(() -> planning.locate(unlocated), this::located);
        context.callAsync(this::list, this::listed, 0, options.interval().toMillis());
    }

    private void located(Map<DataFile, BlockHosts> hosts, Throwable failure) {
        if (failure != null) {
            throw new FlinkRuntimeException("The hosts of files cannot be looked up", failure);
        }
        pending.queue().locate(hosts);
    }

    /** The files that are there now; null while a round is going on. Runs in the worker. */
    private List<FileStatus> list() throws IOException {
        if (inRound) {
            return null;
        }
        inRound = true;
        try {
            return planning.list();
        } catch (Throwable t) {
            inRound = false;
            throw t;
        }
    }

    private void listed(List<FileStatus> files, Throwable failure) {
        if (failed || (files == null && failure == null)) {
            return; // The round before was the last one, or takes longer than the interval.
        }
        if (failure != null) {
            retryOrFail(failure);
            return;
        }
        failedRounds = 0;
        try {
            due.addAll(watch.due(files));
        } catch (IOException e) {
            throw failed("A file cannot be read", e);
        }
        inspectMore();
    }

    /** A listing that fails hides files, so it may fail only for some rounds. */
    private void retryOrFail(Throwable failure) {
        failedRounds++;
        if (failedRounds > options.settlingRounds()) {
            throw failed(
                    "The files could not be listed, " + failedRounds + " times in a row", failure);
        }
        LOG.warn("The files cannot be listed; the next round tries again", failure);
    }

    /** Flink fails the job, and goes on to call until this is closed. */
    private FlinkRuntimeException failed(String message, Throwable cause) {
        failed = true;
        return new FlinkRuntimeException(message, cause);
    }

    private void inspectMore() {
        List<FileStatus> some = new ArrayList<>();
        while (!due.isEmpty() && some.size() < FILES_AT_A_TIME) {
            some.add(due.remove());
        }
        if (some.isEmpty()) {
            inRound = false;
        } else {
            context.callAsync(() -> planning.inspect(some), this::inspected);
        }
    }

    private void inspected(List<InspectionPool.Outcome> outcomes, Throwable failure) {
        if (failure != null) {
            throw failed("The files cannot be inspected", failure);
        }
        try {
            List<FileLayout> ready = watch.ready(outcomes);
            blocksPruned.count(ready);
            assignment.add(planning.cut(ready, context.currentParallelism()));
        } catch (IOException e) {
            throw failed("A file cannot be read", e);
        }
        inspectMore();
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
