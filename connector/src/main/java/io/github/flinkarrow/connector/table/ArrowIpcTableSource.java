/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.Projection;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsAggregatePushDown;
import org.apache.flink.table.connector.source.abilities.SupportsFilterPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsLimitPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.connector.source.abilities.SupportsStatisticReport;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.expressions.AggregateExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.plan.stats.TableStats;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.source.ArrowIpcSourceBuilder;
import io.github.flinkarrow.connector.source.CountedFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a table with {@link io.github.flinkarrow.connector.source.ArrowIpcSource}. */
class ArrowIpcTableSource
        implements ScanTableSource,
                SupportsProjectionPushDown,
                SupportsFilterPushDown,
                SupportsLimitPushDown,
                SupportsReadingMetadata,
                SupportsAggregatePushDown,
                SupportsStatisticReport {

    private static final Logger LOG = LoggerFactory.getLogger(ArrowIpcTableSource.class);

    private final ArrowIpcTable table;

    private int[][] projection;
    private List<FileMetadata> metadata = List.of();
    private DataType producedType;
    private ScanFilter filter = ScanFilter.NONE;
    private long limit = Long.MAX_VALUE;
    private boolean counting;

    /** The files as the planner was told of them. */
    private CountedFiles counted = CountedFiles.NONE;

    ArrowIpcTableSource(ArrowIpcTable table) {
        this.table = table;
        this.producedType = table.physicalType();
        this.projection = Projection.all(table.physicalType()).toNestedIndexes();
    }

    ArrowIpcTableSource(ArrowIpcTableSource other) {
        this.table = other.table;
        this.projection = other.projection;
        this.metadata = other.metadata;
        this.producedType = other.producedType;
        this.filter = other.filter;
        this.limit = other.limit;
        this.counting = other.counting;
        this.counted = other.counted;
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return ChangelogMode.insertOnly();
    }

    @Override
    public boolean supportsNestedProjection() {
        return true;
    }

    @Override
    public void applyProjection(int[][] projectedFields, DataType producedDataType) {
        this.projection = projectedFields;
        this.producedType = producedDataType;
    }

    /** Flink filters all rows nevertheless: record batches that are read have others, too. */
    @Override
    public Result applyFilters(List<ResolvedExpression> filters) {
        this.filter =
                new ScanColumns(table, projection)
                        .filter(filters, (RowType) producedType.getLogicalType());
        return Result.of(filters, filters);
    }

    @Override
    public void applyLimit(long limit) {
        this.limit = limit;
    }

    @Override
    public Map<String, DataType> listReadableMetadata() {
        return FileMetadata.types();
    }

    @Override
    public void applyReadableMetadata(List<String> metadataKeys, DataType producedDataType) {
        this.metadata = metadataKeys.stream().map(FileMetadata::of).toList();
        this.producedType = producedDataType;
    }

    /** Accepts {@code COUNT(*)} of all rows. Whatever leaves rows out has to be known by then. */
    @Override
    public boolean applyAggregates(
            List<int[]> groupingSets,
            List<AggregateExpression> aggregates,
            DataType producedDataType) {
        boolean ofAllRows =
                groupingSets.stream().allMatch(set -> set.length == 0)
                        && limit == Long.MAX_VALUE
                        && filter.isOfPartitionsOnly()
                        && !table.isMonitored();
        if (!ofAllRows || aggregates.size() != 1 || !isRowCount(aggregates.get(0))) {
            return false;
        }
        this.counting = true;
        this.producedType = producedDataType;
        return true;
    }

    /** The planner's own class of the function is not visible here. */
    private static boolean isRowCount(AggregateExpression aggregate) {
        return aggregate
                        .getFunctionDefinition()
                        .getClass()
                        .getSimpleName()
                        .equals("Count1AggFunction")
                && aggregate.getArgs().isEmpty()
                && aggregate.getFilterExpression().isEmpty()
                && !aggregate.isDistinct()
                && aggregate.getOutputDataType().getLogicalType().is(LogicalTypeRoot.BIGINT);
    }

    @Override
    public TableStats reportStatistics() {
        counted = CountedFiles.NONE;
        if (!table.reportsStatistics() || table.isMonitored()) {
            return TableStats.UNKNOWN;
        }
        try {
            List<Path> paths = paths();
            Optional<CountedFiles> count = PlannerStatistics.count(table.source(paths), paths);
            counted = count.orElse(CountedFiles.NONE);
            return PlannerStatistics.of(count, limit);
        } catch (IOException e) {
            LOG.warn("{}: there are no statistics for planning", table.path(), e);
            return TableStats.UNKNOWN;
        }
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        TypeInformation<RowData> produced = context.createTypeInformation(producedType);
        ScanColumns columns = new ScanColumns(table, counting ? new int[0][] : projection);
        try {
            ArrowIpcSourceBuilder source =
                    table.source(paths())
                            .withFilter(filter.blocks())
                            .withLimit(limit)
                            .withRowType(columns.readType());
            return SourceProvider.of(
                    source.buildWith(
                            counting
                                    ? new RowCounts(produced, counted)
                                    : columns.conversion(produced, metadata)),
                    table.parallelism());
        } catch (IOException e) {
            throw new TableException(table.path() + ": the table cannot be read", e);
        }
    }

    /** Where the files are. */
    List<Path> paths() throws IOException {
        return List.of(table.path());
    }

    final ArrowIpcTable table() {
        return table;
    }

    @Override
    public DynamicTableSource copy() {
        return new ArrowIpcTableSource(this);
    }

    @Override
    public String asSummaryString() {
        return "arrow-ipc";
    }
}
