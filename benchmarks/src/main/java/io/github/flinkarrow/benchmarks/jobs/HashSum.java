/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;

import io.github.flinkarrow.benchmarks.tables.RowHash;
import io.github.flinkarrow.benchmarks.tables.Table;

/** Reads every byte of every field. */
final class HashSum extends RowSum {

    private static final long serialVersionUID = 1L;

    private final Table table;
    private transient RowHash hash;

    HashSum(Table table) {
        this.table = table;
    }

    @Override
    public void open(OpenContext context) {
        super.open(context);
        hash = RowHash.of(table.rowType());
    }

    @Override
    public void processElement(RowData row, Context context, Collector<Void> out) {
        rows++;
        sum += hash.of(row);
    }
}
