/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.quickstart;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;

import io.github.flinkarrow.cli.EmbeddedCluster;
import io.github.flinkarrow.connector.sink.ArrowIpcSink;
import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;

/**
 * The example of the Arrow documentation: a column {@code nums} of 32-bit integers, in record
 * batches that each count from 0.
 *
 * @param directory holds no other files; those of an earlier run are replaced
 * @see <a
 *     href="https://arrow.apache.org/docs/python/ipc.html#efficiently-writing-and-reading-arrow-data">Efficiently
 *     writing and reading Arrow data</a>
 */
record ExampleFiles(File directory, int batches, int batchRows) {

    /** A finished file, or one that an interrupted run has left. */
    private static final Pattern PART = Pattern.compile("part-.*\\.arrow|\\.part-.*");

    private static final RowType TYPE =
            RowType.of(new LogicalType[] {new IntType()}, new String[] {"nums"});

    long rows() {
        return (long) batches * batchRows;
    }

    WriteResult write(EmbeddedCluster cluster) throws Exception {
        deleteEarlierFiles();
        EmbeddedCluster.Ended job = cluster.run("writing", this::addTo);
        return WriteResult.of(directory, rows(), job.seconds());
    }

    private void deleteEarlierFiles() throws IOException {
        File[] files = directory.listFiles();
        if (files == null) {
            return;
        }
        for (File file : files) {
            if (!PART.matcher(file.getName()).matches()) {
                throw new IOException(file + ": was not written by an earlier run; move it away");
            }
        }
        for (File file : files) {
            Files.delete(file.toPath());
        }
    }

    /** Whole record batches are dealt out to the writers, so that each file has only full ones. */
    private void addTo(StreamExecutionEnvironment env) {
        FileSink<RowData> sink =
                ArrowIpcSink.forRowData(Path.fromLocalFile(directory), TYPE)
                        .withWriteOptions(ArrowIpcWriteOptions.DEFAULT.withBatchRows(batchRows))
                        .build();
        env.fromSequence(0, batches - 1)
                .flatMap(new Rows(batchRows))
                .returns(InternalTypeInfo.of(TYPE))
                .sinkTo(sink);
    }

    /** The rows of one record batch. */
    private record Rows(int count) implements FlatMapFunction<Long, RowData> {

        @Override
        public void flatMap(Long batch, Collector<RowData> out) {
            GenericRowData row = new GenericRowData(1);
            for (int i = 0; i < count; i++) {
                row.setField(0, i);
                out.collect(row);
            }
        }
    }
}
