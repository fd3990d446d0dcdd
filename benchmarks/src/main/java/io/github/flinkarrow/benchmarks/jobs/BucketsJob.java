/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.benchmarks.contenders.Contender;
import io.github.flinkarrow.benchmarks.tables.Table;

/**
 * Writes rows to as many files at once as their second column has values, all of which stay open
 * until the job ends: the table {@code mixed} has a thousand.
 *
 * @param rows where the rows come from
 * @param path of their files
 */
record BucketsJob(Written written, Contender rows, Path path) implements BenchmarkJob {

    @Override
    public Outcome check() throws Exception {
        write();
        return written.check();
    }

    /** What was written is not read again. */
    @Override
    public Sample run() throws Exception {
        return write().sample(Outcome.NOTHING);
    }

    private JobCluster.Ended write() throws Exception {
        written.empty();
        Table table = written.table();
        StreamExecutionEnvironment env =
                JobCluster.environment(written.scenario(), RuntimeExecutionMode.BATCH);
        env.fromSource(rows.source(table, path), WatermarkStrategy.noWatermarks(), "rows")
                .sinkTo(
                        FileSink.forBulkFormat(written.path(), written.contender().writer(table))
                                .withBucketAssigner(new BySecondColumn())
                                .build());
        return written.cluster().run(env);
    }

    private static final class BySecondColumn implements BucketAssigner<RowData, String> {

        private static final long serialVersionUID = 1L;

        @Override
        public String getBucketId(RowData row, Context context) {
            return Integer.toString(row.getInt(1));
        }

        @Override
        public SimpleVersionedSerializer<String> getSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }
}
