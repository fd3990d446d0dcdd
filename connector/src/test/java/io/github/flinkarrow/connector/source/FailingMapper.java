/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.table.data.RowData;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands ids on, and fails when a checkpoint completes after a number of rows, as often as there are
 * such numbers.
 */
final class FailingMapper implements MapFunction<RowData, Long>, CheckpointListener {

    private static final long serialVersionUID = 1L;

    private static final Map<String, Plan> PLANS = new ConcurrentHashMap<>();

    /** Something that may fail. */
    interface Action {
        void run() throws Exception;
    }

    /** When to fail. */
    private record Plan(Queue<Long> rows, AtomicLong seen, Action onFailure) {}

    private final String name;

    private FailingMapper(String name) {
        this.name = name;
    }

    /**
     * @param onFailure runs before each failure
     * @param afterRows of all subtasks and attempts
     */
    static FailingMapper named(String name, Action onFailure, long... afterRows) {
        Queue<Long> rows = new ConcurrentLinkedQueue<>();
        for (long row : afterRows) {
            rows.add(row);
        }
        PLANS.put(name, new Plan(rows, new AtomicLong(), onFailure));
        return new FailingMapper(name);
    }

    /** How often it has still to fail. */
    int failuresLeft() {
        return PLANS.get(name).rows.size();
    }

    @Override
    public Long map(RowData row) {
        PLANS.get(name).seen.incrementAndGet();
        return row.getLong(0);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        Plan plan = PLANS.get(name);
        synchronized (plan) {
            Long next = plan.rows.peek();
            if (next == null || plan.seen.get() < next) {
                return;
            }
            plan.rows.remove();
            plan.onFailure.run();
        }
        throw new IllegalStateException("failing on purpose");
    }
}
