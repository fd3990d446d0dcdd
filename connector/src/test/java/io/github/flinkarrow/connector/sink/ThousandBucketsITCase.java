/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.testing.SinkJobs;
import io.github.flinkarrow.format.Compression;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcVerifier;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.File;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A job that has a thousand files open at once, in a process that has what a task manager has by
 * default: 384 MiB of heap for tasks and 128 MiB for Flink, 128 MiB of direct memory for Flink and
 * 128 MiB for the network.
 */
class ThousandBucketsITCase {

    private static final int BUCKETS = 1_000;
    private static final int ROWS_PER_BUCKET = 300;
    private static final long MOST_SECONDS = 300;
    private static final List<String> MEMORY = List.of("-Xmx512m", "-XX:MaxDirectMemorySize=256m");

    @TempDir private java.nio.file.Path directory;

    @ParameterizedTest
    @CsvSource({"FILE, NONE, false", "FILE, ZSTD, true"})
    void allOfThemAreWrittenInTheMemoryOfATaskManager(
            IpcContainer container, Compression compression, boolean dictionaries)
            throws Exception {
        java.nio.file.Path output = directory.resolve("out");
        java.nio.file.Path log = directory.resolve("log");
        Process process =
                new ProcessBuilder(
                                java.nio.file.Path.of(
                                                System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                MEMORY.get(0),
                                MEMORY.get(1),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Job.class.getName(),
                                output.toUri().toString(),
                                container.name(),
                                compression.name(),
                                String.valueOf(dictionaries))
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }

        assertThat(ended).as("ended").isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        List<java.nio.file.Path> files = SinkJobs.files(output);
        assertThat(files).as("files, one a bucket").hasSize(BUCKETS);
        for (java.nio.file.Path file : files) {
            assertThat(IpcVerifier.verify(SeekableInput.ofFile(file), ReadOptions.DEFAULT).rows())
                    .isEqualTo(ROWS_PER_BUCKET);
        }
    }

    /** The job, all of which is one checkpoint: buckets are written to by turns. */
    static final class Job {

        private static final RowType TYPE =
                (RowType)
                        DataTypes.ROW(
                                        DataTypes.FIELD("id", DataTypes.BIGINT()),
                                        DataTypes.FIELD("text", DataTypes.STRING()),
                                        DataTypes.FIELD("city", DataTypes.STRING()),
                                        DataTypes.FIELD("tags", DataTypes.ARRAY(DataTypes.INT())))
                                .getLogicalType();

        private static final String LONG = "text ".repeat(200);

        private Job() {}

        public static void main(String... arguments) throws Exception {
            ArrowIpcWriteOptions options =
                    ArrowIpcWriteOptions.DEFAULT
                            .withContainer(IpcContainer.valueOf(arguments[1]))
                            .withCompression(Compression.valueOf(arguments[2]));
            if (Boolean.parseBoolean(arguments[3])) {
                options = options.withDictionaryColumns(List.of("city", "tags.element"));
            }
            FileSink<RowData> sink =
                    ArrowIpcSink.forRowData(new Path(arguments[0]), TYPE)
                            .withBucketAssigner(new Turns())
                            .withWriteOptions(options)
                            .build();
            StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
            env.fromSequence(0, (long) BUCKETS * ROWS_PER_BUCKET - 1)
                    .map(Job::row)
                    .returns(InternalTypeInfo.of(TYPE))
                    .sinkTo(sink);
            env.execute();
        }

        private static RowData row(long id) {
            Integer[] tags = {(int) (id % 7), (int) (id % 11)};
            return GenericRowData.of(
                    id,
                    StringData.fromString(LONG + id),
                    StringData.fromString("city " + id / BUCKETS % 50),
                    new org.apache.flink.table.data.GenericArrayData(tags));
        }
    }

    /** One row to each bucket, and then the next one. */
    static final class Turns implements BucketAssigner<RowData, String> {

        private static final long serialVersionUID = 1L;

        @Override
        public String getBucketId(RowData row, Context context) {
            return "bucket-" + row.getLong(0) % BUCKETS;
        }

        @Override
        public SimpleVersionedSerializer<String> getSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }
}
