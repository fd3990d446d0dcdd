/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.quickstart;

import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;

import java.util.List;

/** Counts the rows of each parallel reader and sums their numeric columns; puts out nothing. */
final class CountRows extends ProcessFunction<RowData, Void> {

    /** The accumulator that has the totals of each reader when the job has ended. */
    static final String TOTALS = "totals";

    private static final long serialVersionUID = 1L;

    private final RowType rowType;
    private transient ListAccumulator<ReaderTotals> results;
    private transient long rows;
    private transient ColumnSum[] sums;

    CountRows(RowType rowType) {
        this.rowType = rowType;
    }

    @Override
    public void open(OpenContext context) {
        results = new ListAccumulator<>();
        getRuntimeContext().addAccumulator(TOTALS, results);
        sums = ColumnSum.forColumns(rowType).toArray(new ColumnSum[0]);
    }

    @Override
    public void processElement(RowData row, Context context, Collector<Void> out) {
        rows++;
        for (ColumnSum sum : sums) {
            sum.addFrom(row);
        }
    }

    @Override
    public void close() {
        if (results != null) {
            int reader = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
            results.add(new ReaderTotals(reader, rows, List.of(sums)));
        }
    }
}
