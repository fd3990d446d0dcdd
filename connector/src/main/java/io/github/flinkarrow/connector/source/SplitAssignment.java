/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.connector.source.SplitEnumeratorContext;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hands waiting splits to the readers that ask, one at a time. Used by the coordinator's thread.
 */
final class SplitAssignment {

    private static final Logger LOG = LoggerFactory.getLogger(SplitAssignment.class);

    private final SplitEnumeratorContext<ArrowIpcSplit> context;
    private final SplitQueue queue;

    /** Readers that asked and got nothing as yet, with their hosts. */
    private final Map<Integer, String> waiting = new LinkedHashMap<>();

    private boolean complete;

    SplitAssignment(SplitEnumeratorContext<ArrowIpcSplit> context, SplitQueue queue) {
        this.context = context;
        this.queue = queue;
        context.metricGroup().setUnassignedSplitsGauge(queue::size);
    }

    /**
     * A reader asks for a split.
     *
     * @param host null if it is not known
     * @return whether it has to wait
     */
    boolean request(int subtask, String host) {
        waiting.put(subtask, host);
        serve();
        return waiting.containsKey(subtask);
    }

    void add(List<PlannedFile> files) {
        queue.add(files);
        serve();
    }

    /** A reader failed: it asks anew when it is back. */
    void giveBack(List<ArrowIpcSplit> splits, int subtask) {
        waiting.remove(subtask);
        queue.giveBack(splits);
        serve();
    }

    /**
     * Takes note of the hosts of files. Not to know them costs speed and nothing else.
     *
     * @param failure why they are not known; null if they are
     */
    void locate(Map<DataFile, BlockHosts> hosts, Throwable failure) {
        if (failure == null) {
            queue.locate(hosts);
        } else {
            LOG.warn("The hosts of files cannot be looked up", failure);
        }
    }

    /** Nothing will be added any more. */
    void complete() {
        complete = true;
        serve();
    }

    private void serve() {
        for (Iterator<Map.Entry<Integer, String>> readers = waiting.entrySet().iterator();
                readers.hasNext(); ) {
            Map.Entry<Integer, String> reader = readers.next();
            int subtask = reader.getKey();
            if (!context.registeredReaders().containsKey(subtask)) {
                readers.remove(); // It failed after it asked.
                continue;
            }
            ArrowIpcSplit split = queue.take(reader.getValue());
            if (split != null) {
                context.assignSplit(split, subtask);
            } else if (complete) {
                context.signalNoMoreSplits(subtask);
            } else {
                return;
            }
            readers.remove();
        }
    }
}
