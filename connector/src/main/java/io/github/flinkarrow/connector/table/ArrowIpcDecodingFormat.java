/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.table.format.BulkDecodingFormat;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.Projection;
import org.apache.flink.table.connector.format.FileBasedStatisticsReportableInputFormat;
import org.apache.flink.table.connector.format.ProjectableDecodingFormat;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.plan.stats.TableStats;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.filter.BlockFilter;
import io.github.flinkarrow.connector.source.ArrowIpcBulkFormat;
import io.github.flinkarrow.connector.source.ArrowIpcReadOptions;
import io.github.flinkarrow.connector.source.ArrowIpcSource;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Reading under the file system connector: only the columns that a query needs, and only the record
 * batches that its filter does not exclude.
 */
final class ArrowIpcDecodingFormat
        implements BulkDecodingFormat<RowData>,
                ProjectableDecodingFormat<BulkFormat<RowData, FileSourceSplit>>,
                FileBasedStatisticsReportableInputFormat {

    private final ArrowIpcReadOptions options;
    private final boolean monitored;
    private final Set<String> partitionKeys;

    /** Of the decoder that is created next, and of no other: copies of a table share its format. */
    private List<ResolvedExpression> filters = List.of();

    /**
     * @param partitionKeys columns whose values are not those in the files
     * @param monitored whether the directory is read continuously
     */
    ArrowIpcDecodingFormat(
            ArrowIpcReadOptions options, boolean monitored, Collection<String> partitionKeys) {
        this.options = options;
        this.monitored = monitored;
        this.partitionKeys = Set.copyOf(partitionKeys);
    }

    /** Flink filters all rows nevertheless. */
    @Override
    public void applyFilters(List<ResolvedExpression> pushed) {
        filters = List.copyOf(pushed);
    }

    @Override
    public BulkFormat<RowData, FileSourceSplit> createRuntimeDecoder(
            DynamicTableSource.Context context, DataType physicalType, int[][] projections) {
        DataType projected = Projection.of(projections).project(physicalType);
        ArrowIpcBulkFormat format =
                new ArrowIpcBulkFormat((RowType) projected.getLogicalType(), options)
                        .withFilter(takeFilter((RowType) physicalType.getLogicalType()));
        return monitored ? format.unsplittable() : format;
    }

    private BlockFilter takeFilter(RowType physicalType) {
        List<RowType.RowField> columns =
                physicalType.getFields().stream()
                        .filter(column -> !partitionKeys.contains(column.getName()))
                        .toList();
        BlockFilter filter = BlockFilter.of(filters, new RowType(false, columns));
        filters = List.of();
        return filter;
    }

    @Override
    public TableStats reportStatistics(List<Path> files, DataType producedType) {
        return PlannerStatistics.of(
                ArrowIpcSource.forPaths(files.toArray(new Path[0]))
                        .acceptNoFiles()
                        .withReadOptions(options),
                files);
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return ChangelogMode.insertOnly();
    }
}
