/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;

/** Counts rows and adds up a number of each; puts out nothing. */
abstract class RowSum extends ProcessFunction<RowData, Void> {

    private static final long serialVersionUID = 1L;

    private static final String ROWS = "rows";
    private static final String SUM = "sum";

    private transient LongCounter rowTotal;
    private transient LongCounter sumTotal;

    /** Of this instance; subclasses add to them. */
    transient long rows;

    transient long sum;

    static Outcome outcome(JobExecutionResult result) {
        return Outcome.of(result.getAccumulatorResult(ROWS), result.getAccumulatorResult(SUM));
    }

    @Override
    public void open(OpenContext context) {
        rowTotal = new LongCounter();
        sumTotal = new LongCounter();
        getRuntimeContext().addAccumulator(ROWS, rowTotal);
        getRuntimeContext().addAccumulator(SUM, sumTotal);
    }

    @Override
    public void close() {
        if (rowTotal != null) {
            rowTotal.add(rows);
            sumTotal.add(sum);
        }
    }
}
