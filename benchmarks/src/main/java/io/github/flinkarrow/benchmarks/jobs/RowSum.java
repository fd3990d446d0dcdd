/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.table.data.RowData;

/**
 * Counts rows and adds up a number of each; puts out nothing. An operator, and no function: there
 * is as little as can be between the rows and what is done with them.
 */
abstract class RowSum extends AbstractStreamOperator<Void>
        implements OneInputStreamOperator<RowData, Void> {

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
    public void open() throws Exception {
        super.open();
        rowTotal = new LongCounter();
        sumTotal = new LongCounter();
        getRuntimeContext().addAccumulator(ROWS, rowTotal);
        getRuntimeContext().addAccumulator(SUM, sumTotal);
    }

    @Override
    public void close() throws Exception {
        if (rowTotal != null) {
            rowTotal.add(rows);
            sumTotal.add(sum);
        }
        super.close();
    }
}
