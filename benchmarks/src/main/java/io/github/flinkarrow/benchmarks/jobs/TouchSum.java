/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.benchmarks.tables.Table;

/** Reads every field, as cheaply as can be. */
final class TouchSum extends RowSum {

    private static final long serialVersionUID = 1L;

    private final Table table;

    TouchSum(Table table) {
        this.table = table;
    }

    @Override
    public void processElement(StreamRecord<RowData> element) {
        rows++;
        sum += table.touch(element.getValue());
    }
}
