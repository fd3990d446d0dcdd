/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.util.Collector;

import io.github.flinkarrow.connector.sink.ArrowIpcSink;
import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.source.ArrowIpcSource;
import io.github.flinkarrow.connector.source.ReadMode;
import io.github.flinkarrow.format.Compression;

import java.util.Map;

/** Writes rows in each compression and reads them back in each mode, in a process of its own. */
final class WriteAndReadJob {

    private static final RowType TYPE =
            RowType.of(
                    new LogicalType[] {new BigIntType(), VarCharType.STRING_TYPE},
                    new String[] {"n", "text"});

    private WriteAndReadJob() {}

    /** Arguments: a directory to write to, and the number of rows. */
    public static void main(String[] arguments) throws Exception {
        long rows = Long.parseLong(arguments[1]);
        for (Compression compression : Compression.values()) {
            Path directory = new Path(arguments[0], compression.name());
            write(directory, rows, compression);
            for (ReadMode mode : ReadMode.values()) {
                System.out.println(compression + " " + mode + ": " + read(directory, mode));
            }
        }
    }

    private static void write(Path directory, long rows, Compression compression) throws Exception {
        StreamExecutionEnvironment env = environment();
        env.fromSequence(1, rows)
                .map(n -> (RowData) GenericRowData.of(n, StringData.fromString("row number " + n)))
                .returns(InternalTypeInfo.of(TYPE))
                .sinkTo(
                        ArrowIpcSink.forRowData(directory, TYPE)
                                .withWriteOptions(
                                        ArrowIpcWriteOptions.DEFAULT.withCompression(compression))
                                .build());
        env.execute("write");
    }

    private static Map<String, Object> read(Path directory, ReadMode mode) throws Exception {
        StreamExecutionEnvironment env = environment();
        ArrowIpcSource source = ArrowIpcSource.forPaths(directory).withReadMode(mode).build();
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "read")
                .process(new Sums())
                .sinkTo(new DiscardingSink<>());
        return env.execute("read").getAllAccumulatorResults();
    }

    private static StreamExecutionEnvironment environment() {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(2, defaultTaskManager());
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        return env;
    }

    /**
     * A task manager has 128 MiB of direct memory beside its network buffers, 64 MiB of which Flink
     * takes for shuffles of batch jobs. Here the network buffers count too, so both are smaller.
     */
    private static Configuration defaultTaskManager() {
        Configuration configuration = new Configuration();
        configuration.setString("taskmanager.memory.network.min", "16m");
        configuration.setString("taskmanager.memory.network.max", "16m");
        configuration.setString("taskmanager.memory.framework.off-heap.batch-shuffle.size", "48m");
        configuration.setString("taskmanager.network.sort-shuffle.min-buffers", "64");
        return configuration;
    }

    private static final class Sums extends ProcessFunction<RowData, Void> {

        private static final long serialVersionUID = 1L;

        private final LongCounter sum = new LongCounter();
        private final LongCounter matching = new LongCounter();

        @Override
        public void open(OpenContext context) {
            getRuntimeContext().addAccumulator("sum", sum);
            getRuntimeContext().addAccumulator("matching", matching);
        }

        @Override
        public void processElement(RowData row, Context context, Collector<Void> out) {
            long n = row.getLong(0);
            sum.add(n);
            if (row.getString(1).toString().equals("row number " + n)) {
                matching.add(1);
            }
        }
    }
}
