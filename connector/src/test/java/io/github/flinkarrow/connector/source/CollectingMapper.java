/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.table.data.RowData;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Collects a text of each row where the test finds it, of all subtasks and attempts. */
final class CollectingMapper implements MapFunction<RowData, Long> {

    private static final long serialVersionUID = 1L;

    private static final int MOST_SECONDS = 60;

    private static final Map<String, Texts> COLLECTED = new ConcurrentHashMap<>();

    /** What was collected so far. */
    static final class Texts {

        private final List<String> texts = new ArrayList<>();

        private synchronized void add(String text) {
            texts.add(text);
            notifyAll();
        }

        synchronized List<String> soFar() {
            return List.copyOf(texts);
        }

        /** Waits until there are so many. */
        synchronized void await(int count) throws InterruptedException, TimeoutException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
            while (texts.size() < count) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new TimeoutException(texts.size() + " rows of " + count);
                }
                wait(left);
            }
        }
    }

    private final String name;
    private final int textField;

    /**
     * @param name of what is collected
     * @param textField of the rows
     */
    CollectingMapper(String name, int textField) {
        this.name = name;
        this.textField = textField;
    }

    static Texts collected(String name) {
        return COLLECTED.computeIfAbsent(name, key -> new Texts());
    }

    @Override
    public Long map(RowData row) {
        collected(name).add(row.getString(textField).toString());
        return 0L;
    }
}
