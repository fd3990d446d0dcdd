/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.contenders;

import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.benchmarks.tables.Table;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Rows that are made once a process, so that no run of a job has to. */
final class SharedRows {

    private static final Map<String, RowData[]> ROWS = new ConcurrentHashMap<>();

    private SharedRows() {}

    /** The first rows of a table. */
    static RowData[] of(Table table, int count) {
        return ROWS.computeIfAbsent(table.name() + " " + count, key -> make(table, count));
    }

    private static RowData[] make(Table table, int count) {
        RowData[] rows = new RowData[count];
        for (int i = 0; i < count; i++) {
            rows[i] = table.row(i);
        }
        return rows;
    }
}
