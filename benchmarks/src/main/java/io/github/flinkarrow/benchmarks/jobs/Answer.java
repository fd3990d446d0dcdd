/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

import java.util.List;

/** Keeps the rows of a query's result, which are few. */
public final class Answer extends ProcessFunction<Row, Void> {

    private static final long serialVersionUID = 1L;

    private static final String ROWS = "answer";

    private transient ListAccumulator<String> rows;

    public static Outcome outcome(JobExecutionResult result) {
        List<String> rows = result.getAccumulatorResult(ROWS);
        return new Outcome(rows.size(), 0, rows.stream().sorted().toList());
    }

    @Override
    public void open(OpenContext context) {
        rows = new ListAccumulator<>();
        getRuntimeContext().addAccumulator(ROWS, rows);
    }

    @Override
    public void processElement(Row row, Context context, Collector<Void> out) {
        rows.add(row.toString());
    }
}
