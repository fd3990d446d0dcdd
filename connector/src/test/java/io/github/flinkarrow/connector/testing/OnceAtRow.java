/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.testing;

import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.table.data.RowData;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Passes rows on, and does something once: when the first subtask has seen so many of them. */
public final class OnceAtRow extends RichMapFunction<RowData, RowData> {

    private static final long serialVersionUID = 1L;

    private static final Map<String, OnceAtRow.State> STATES = new ConcurrentHashMap<>();

    /** Something that may fail. */
    public interface Action {
        void run() throws Exception;
    }

    private static final class State {
        private final AtomicLong all = new AtomicLong();
        private Action action;

        private synchronized void runOnce() throws Exception {
            Action once = action;
            action = null;
            if (once != null) {
                once.run();
            }
        }
    }

    private final String name;
    private final long row;
    private long seen;

    /**
     * @param name that no other test has
     * @param row from 1 on
     */
    public OnceAtRow(String name, long row, Action action) {
        this.name = name;
        this.row = row;
        State state = new State();
        state.action = action;
        STATES.put(name, state);
    }

    @Override
    public RowData map(RowData value) throws Exception {
        STATES.get(name).all.incrementAndGet();
        if (++seen == row) {
            STATES.get(name).runOnce();
        }
        return value;
    }

    /** How many rows have passed, in all subtasks and attempts. */
    public static long seen(String name) {
        return STATES.get(name).all.get();
    }
}
