/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks for files in rounds, and hands out the splits of each file once.
 *
 * <p>Files are listed by the coordinator's worker, and inspected by threads that hand on each file
 * as its inspection ends: no round waits for a file, and no file for another, as long as a thread
 * of {@link InspectionPool} is free. A file becomes known, and its splits wait for readers, in one
 * step of the coordinator's thread: so a checkpoint has both or neither.
 */
final class MonitoringEnumerator implements SplitEnumerator<ArrowIpcSplit, PendingSplits> {

    private static final Logger LOG = LoggerFactory.getLogger(MonitoringEnumerator.class);

    /** More than are inspected at the same time: the threads do not wait for the coordinator. */
    private static final int MOST_INSPECTIONS = 64;

    private final SplitEnumeratorContext<ArrowIpcSplit> context;
    private final FilePlanning planning;
    private final PlanningOptions options;
    private final PendingSplits pending;
    private final SplitAssignment assignment;
    private final FileWatch watch;
    private final PrunedBlocks blocksPruned;

    /** Ended and not yet taken note of. Threads that inspect add to it. */
    private final Queue<Inspection> ended = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean endedIsNoticed = new AtomicBoolean();
    private int inspecting;

    /**
     * While the coordinator has not taken note of a listing there is no other, so that they do not
     * pile up; nor behind a failure, whose report would wait for those that are overdue.
     */
    private volatile boolean listingRests;

    private boolean failed;
    private boolean closed;
    private int failedRounds;

    /** What came of the inspection of a file. */
    private record Inspection(CandidateFile candidate, InspectionPool.Outcome outcome) {}

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
        context.callAsync(() -> planning.locate(unlocated), assignment::locate);
        context.callAsync(this::list, this::listed, 0, options.interval().toMillis());
    }

    /** The files that are there now; null while listing rests. Runs in the worker. */
    private List<ListedFile> list() throws IOException {
        if (listingRests) {
            return null;
        }
        listingRests = true;
        try {
            return planning.list();
        } catch (Throwable t) {
            listingRests = false;
            throw t;
        }
    }

    private void listed(List<ListedFile> files, Throwable failure) {
        if (failed || closed || (files == null && failure == null)) {
            return;
        }
        if (failure != null) {
            retryOrFail(failure);
            return;
        }
        failedRounds = 0;
        try {
            watch.begin(files);
        } catch (IOException e) {
            throw failed("A file cannot be read", e);
        }
        listingRests = false;
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
        listingRests = true;
        return new FlinkRuntimeException(message, cause);
    }

    private void inspectMore() {
        while (inspecting < MOST_INSPECTIONS) {
            CandidateFile next = watch.next();
            if (next == null) {
                return;
            }
            inspecting++;
            planning.inspect(
                    next.status(), next.depth(), outcome -> end(new Inspection(next, outcome)));
        }
    }

    /** Runs in a thread that inspects. */
    private void end(Inspection inspection) {
        ended.add(inspection);
        if (!endedIsNoticed.getAndSet(true)) {
            context.runInCoordinatorThread(this::inspected);
        }
    }

    private void inspected() {
        endedIsNoticed.set(false);
        if (failed || closed) {
            return;
        }
        long volume = watch.volume();
        List<FileLayout> ready = new ArrayList<>();
        IOException failure = null;
        for (Inspection next = ended.poll(); next != null; next = ended.poll()) {
            inspecting--;
            try {
                FileLayout layout = watch.end(next.candidate(), next.outcome());
                if (layout != null) {
                    ready.add(layout);
                }
            } catch (IOException e) {
                failure = e;
            }
        }
        blocksPruned.count(ready);
        assignment.add(planning.cut(ready, volume, context.currentParallelism()));
        if (failure != null) {
            RuntimeException failed = failed("A file cannot be read", failure);
            context.callAsync(
                    () -> null,
                    (nothing, none) -> {
                        throw failed;
                    });
            return;
        }
        inspectMore();
    }

    /** How many inspections have begun whose end is not yet noticed. */
    int inspecting() {
        return inspecting;
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        if (assignment.request(subtask, host)) {
            context.sendEventToSourceReader(subtask, new NoSplitsNow());
        }
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
        closed = true;
        planning.close();
    }
}
