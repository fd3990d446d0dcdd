/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.util.CloseableIterator;

import io.github.flinkarrow.connector.sink.ArrowIpcSink;
import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.source.ArrowIpcSource;
import io.github.flinkarrow.format.Compression;

import java.util.List;

/** Writes to many buckets in turn, all open until the one checkpoint at the end, and counts. */
final class ManyBucketsJob {

    private static final RowType TYPE =
            RowType.of(
                    new LogicalType[] {
                        new BigIntType(), VarCharType.STRING_TYPE, VarCharType.STRING_TYPE
                    },
                    new String[] {"n", "text", "kind"});

    private static final String TEXT = "some text, which is written many times; ".repeat(25);

    private ManyBucketsJob() {}

    /** Arguments: a directory to write to, the number of rows, and the number of buckets. */
    public static void main(String[] arguments) throws Exception {
        Path directory = new Path(arguments[0]);
        long rows = Long.parseLong(arguments[1]);
        long buckets = Long.parseLong(arguments[2]);
        write(directory, rows, buckets);
        System.out.println("sum=" + sum(directory));
    }

    private static void write(Path directory, long rows, long buckets) throws Exception {
        StreamExecutionEnvironment env = environment();
        env.enableCheckpointing(3_600_000);
        env.fromSequence(1, rows)
                .map(
                        n ->
                                (RowData)
                                        GenericRowData.of(
                                                n,
                                                StringData.fromString(n + TEXT),
                                                StringData.fromString("kind " + n % 7)))
                .returns(InternalTypeInfo.of(TYPE))
                .sinkTo(
                        ArrowIpcSink.forRowData(directory, TYPE)
                                .withBucketAssigner(new ByRemainder(buckets))
                                .withWriteOptions(
                                        ArrowIpcWriteOptions.DEFAULT
                                                .withCompression(Compression.ZSTD)
                                                .withDictionaryColumns(List.of("kind")))
                                .build());
        env.execute("write");
    }

    private static long sum(Path directory) throws Exception {
        StreamExecutionEnvironment env = environment();
        ArrowIpcSource source = ArrowIpcSource.forPaths(directory).withColumns("n").build();
        long sum = 0;
        try (CloseableIterator<RowData> rows =
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "read")
                        .executeAndCollect()) {
            while (rows.hasNext()) {
                sum += rows.next().getLong(0);
            }
        }
        return sum;
    }

    private static StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.setString("taskmanager.memory.network.min", "16m");
        configuration.setString("taskmanager.memory.network.max", "16m");
        return StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    }

    private static final class ByRemainder implements BucketAssigner<RowData, String> {

        private static final long serialVersionUID = 1L;

        private final long count;

        ByRemainder(long count) {
            this.count = count;
        }

        @Override
        public String getBucketId(RowData row, Context context) {
            return "bucket=" + row.getLong(0) % count;
        }

        @Override
        public SimpleVersionedSerializer<String> getSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }
}
