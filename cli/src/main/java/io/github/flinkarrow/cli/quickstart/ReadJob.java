/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.quickstart;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.cli.EmbeddedCluster;
import io.github.flinkarrow.connector.source.ArrowIpcSource;
import io.github.flinkarrow.connector.source.ReadMode;
import io.github.flinkarrow.format.BufferAllocator;

import java.io.IOException;
import java.util.List;

/** Reads the rows and counts them where they are read. */
record ReadJob(ArrowIpcSource source, ReadMode mode) {

    /**
     * A job that reads the columns that have a sum.
     *
     * @throws IOException if there is nothing at the path that can be read
     */
    static ReadJob sumsOf(Path path, ReadMode mode) throws IOException {
        RowType all = ArrowIpcSource.forPaths(path).build().rowType();
        String[] numeric =
                ColumnSum.forColumns(all).stream().map(ColumnSum::column).toArray(String[]::new);
        ArrowIpcSource source =
                ArrowIpcSource.forPaths(path).withColumns(numeric).withReadMode(mode).build();
        return new ReadJob(source, mode);
    }

    ReadResult run(EmbeddedCluster cluster) throws Exception {
        long allocatedBefore = allocatedBytes();
        EmbeddedCluster.Ended job =
                cluster.run(
                        "reading",
                        env ->
                                env.fromSource(source, WatermarkStrategy.noWatermarks(), "read")
                                        .process(new CountRows(source.rowType()))
                                        .sinkTo(new DiscardingSink<>()));
        long allocated = allocatedBytes() - allocatedBefore;
        List<ReaderTotals> totals = job.result().getAccumulatorResult(CountRows.TOTALS);
        return ReadResult.of(mode, totals, job, allocated);
    }

    private static long allocatedBytes() {
        return BufferAllocator.allShared().stream()
                .mapToLong(BufferAllocator::totalAllocatedBytes)
                .sum();
    }
}
