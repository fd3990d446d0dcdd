/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;

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
    public void open() throws Exception {
        super.open();
        hash = RowHash.of(table.rowType());
    }

    @Override
    public void processElement(StreamRecord<RowData> element) {
        rows++;
        sum += hash.of(element.getValue());
    }
}
