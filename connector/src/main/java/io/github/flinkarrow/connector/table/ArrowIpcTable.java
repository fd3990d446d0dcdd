/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.file.table.FileSystemConnectorOptions;
import org.apache.flink.connector.file.table.FileSystemConnectorOptions.FileStatisticsType;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.source.ArrowIpcReadOptions;
import io.github.flinkarrow.connector.source.ArrowIpcSource;
import io.github.flinkarrow.connector.source.ArrowIpcSourceBuilder;

import java.util.List;

/**
 * A table that is read, as it was declared.
 *
 * @param physicalType of all columns that are stored, those of partitions too
 * @param options of the connector
 * @param readOptions of the format
 */
record ArrowIpcTable(
        Path path,
        DataType physicalType,
        List<String> partitionKeys,
        ReadableConfig options,
        ArrowIpcReadOptions readOptions) {

    RowType rowType() {
        return (RowType) physicalType.getLogicalType();
    }

    /** Whether it is read continuously. */
    boolean isMonitored() {
        return options.getOptional(FileSystemConnectorOptions.SOURCE_MONITOR_INTERVAL).isPresent();
    }

    boolean reportsStatistics() {
        return options.get(FileSystemConnectorOptions.SOURCE_REPORT_STATISTICS)
                != FileStatisticsType.NONE;
    }

    /** Null if it is not given. */
    Integer parallelism() {
        return options.getOptional(ArrowIpcConnectorOptions.SCAN_PARALLELISM).orElse(null);
    }

    /** The partition column of this name. */
    PartitionColumn partitionColumn(String name) {
        return new PartitionColumn(
                name,
                rowType().getTypeAt(rowType().getFieldIndex(name)),
                options.get(FileSystemConnectorOptions.PARTITION_DEFAULT_NAME));
    }

    /** A source of some of its paths, with its options. */
    ArrowIpcSourceBuilder source(List<Path> paths) {
        ArrowIpcSourceBuilder builder =
                ArrowIpcSource.forPaths(paths.toArray(new Path[0]))
                        .acceptNoFiles()
                        .withReadOptions(readOptions)
                        .withSplitMinBytes(
                                options.get(ArrowIpcConnectorOptions.SPLIT_MIN_BYTES).getBytes())
                        .onBrokenFile(options.get(ArrowIpcConnectorOptions.ON_BROKEN_FILE));
        if (options.get(ArrowIpcConnectorOptions.SPLIT_STREAMS)) {
            builder.splitStreams();
        }
        options.getOptional(FileSystemConnectorOptions.SOURCE_MONITOR_INTERVAL)
                .ifPresent(builder::monitorContinuously);
        return builder;
    }
}
