/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.quickstart;

import io.github.flinkarrow.cli.EmbeddedCluster;
import io.github.flinkarrow.connector.source.ArrowIpcSource;
import io.github.flinkarrow.connector.source.ReadMode;
import io.github.flinkarrow.format.BufferAllocator;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

import java.io.IOException;
import java.util.List;

/** Reads all rows and counts them where they are read. */
record ReadJob(ArrowIpcSource source, ReadMode mode) {

    /**
     * @throws IOException if there is nothing at the path that can be read
     */
    static ReadJob of(Path path, ReadMode mode) throws IOException {
        return new ReadJob(ArrowIpcSource.forPaths(path).withReadMode(mode).build(), mode);
    }

    ReadResult run(EmbeddedCluster cluster) throws Exception {
        long allocatedBefore = BufferAllocator.shared().totalAllocatedBytes();
        EmbeddedCluster.Ended job =
                cluster.run(
                        "reading",
                        env ->
                                env.fromSource(source, WatermarkStrategy.noWatermarks(), "read")
                                        .process(new CountRows(source.rowType()))
                                        .sinkTo(new DiscardingSink<>()));
        long allocated = BufferAllocator.shared().totalAllocatedBytes() - allocatedBefore;
        List<ReaderTotals> totals = job.result().getAccumulatorResult(CountRows.TOTALS);
        return ReadResult.of(mode, totals, job, allocated);
    }
}
