/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.annotation.Internal;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.DynamicParallelismInference;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.FlinkRuntimeException;

import io.github.flinkarrow.connector.data.RowTypeInfo;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads Arrow IPC files and streams in parallel, also inside one file: every record batch of a file
 * may go to another reader. A stream is read by one reader unless it is to be split.
 *
 * <pre>{@code
 * ArrowIpcSource source = ArrowIpcSource.forPaths(new Path("/data/flights")).build();
 * env.fromSource(source, WatermarkStrategy.noWatermarks(), "flights");
 * }</pre>
 *
 * <p>The source is bounded: it reads the files that are there when the job starts, and fails where
 * one of them changes while it is read. With {@link ArrowIpcSourceBuilder#monitorContinuously} it
 * goes on to read files that appear. Checkpoints hold a position inside a record batch.
 *
 * <p>A row is valid until the operators chained to the source return. Flink copies rows between
 * operators unless object reuse is enabled; then an operator that keeps a row has to copy it.
 *
 * <p>Metrics of the source's operator say what was read and how long it took: {@code
 * arrowBlocksRead}, {@code arrowBytesRead}, {@code pendingBytes} and others.
 */
@PublicEvolving
public final class ArrowIpcSource
        implements Source<RowData, ArrowIpcSplit, PendingSplits>,
                ResultTypeQueryable<RowData>,
                DynamicParallelismInference {

    private static final long serialVersionUID = 1L;

    private final Path[] paths;
    private final RowType rowType;
    private final ArrowIpcReadOptions options;
    private final PlanningOptions planning;

    /** What was found to infer the parallelism, for the enumerator that is created next. */
    private transient List<FileLayout> found;

    ArrowIpcSource(
            List<Path> paths,
            RowType rowType,
            ArrowIpcReadOptions options,
            PlanningOptions planning) {
        this.paths = paths.toArray(new Path[0]);
        this.rowType = Objects.requireNonNull(rowType, "rowType");
        this.options = Objects.requireNonNull(options, "options");
        this.planning = Objects.requireNonNull(planning, "planning");
    }

    /**
     * A source of files and directories. Directories are read at any depth, but for what is named
     * with a leading {@code _} or {@code .}; a file that several paths lead to is read once.
     *
     * @param paths at least one, on any of Flink's file systems
     */
    public static ArrowIpcSourceBuilder forPaths(Path... paths) {
        return new ArrowIpcSourceBuilder(List.of(paths));
    }

    /** Whether all rows are read and no columns of them. */
    boolean readsRowsAlone() {
        return rowType.getFieldCount() == 0
                && planning.limit() == Long.MAX_VALUE
                && planning.filter().isNone();
    }

    /** The type of the rows: given, or inferred, and projected. */
    public RowType rowType() {
        return rowType;
    }

    /**
     * How many rows the files have that are there now, without reading their bodies.
     *
     * @return empty if one of them is a stream, whose end is not known before, or if it would take
     *     a request to a store for each of many headers
     * @throws IOException if one of them cannot be read
     */
    @Internal
    public Optional<CountedFiles> count() throws IOException {
        try (FilePlanning files = filePlanning(CountedFiles.NONE)) {
            return files.count();
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return planning.isMonitoring() ? Boundedness.CONTINUOUS_UNBOUNDED : Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<RowData, ArrowIpcSplit> createReader(SourceReaderContext context) {
        return createReader(context, new RowsAsTheyAre(rowType));
    }

    <T> SourceReader<T, ArrowIpcSplit> createReader(
            SourceReaderContext context, RowConversion<T> conversion) {
        return ArrowIpcSourceReader.create(context, rowType, options, planning, conversion);
    }

    /**
     * A reader for each part of the data that Flink wants a task to have, by the bytes of the
     * record batches as they are stored, but not more readers than record batches.
     */
    @Override
    public int inferParallelism(DynamicParallelismInference.Context context) {
        return inferParallelism(context, CountedFiles.NONE);
    }

    /**
     * @param counted if nothing but the number of all rows is wanted, what was counted before
     */
    int inferParallelism(DynamicParallelismInference.Context context, CountedFiles counted) {
        if (planning.isMonitoring()) {
            return context.getParallelismInferenceUpperBound();
        }
        try (FilePlanning files = filePlanning(counted)) {
            found = files.layouts();
        } catch (IOException e) {
            throw new FlinkRuntimeException("The files cannot be read", e);
        }
        return SplitPlanner.parallelism(
                found, context.getDataVolumePerTask(), context.getParallelismInferenceUpperBound());
    }

    @Override
    public SplitEnumerator<ArrowIpcSplit, PendingSplits> createEnumerator(
            SplitEnumeratorContext<ArrowIpcSplit> context) {
        return restoreEnumerator(context, PendingSplits.unplanned());
    }

    /**
     * @throws IllegalStateException if the state is of a source that monitored and this one does
     *     not, or the other way round: files would be lost, or read twice
     */
    @Override
    public SplitEnumerator<ArrowIpcSplit, PendingSplits> restoreEnumerator(
            SplitEnumeratorContext<ArrowIpcSplit> context, PendingSplits pending) {
        return restoreEnumerator(context, pending, CountedFiles.NONE);
    }

    SplitEnumerator<ArrowIpcSplit, PendingSplits> restoreEnumerator(
            SplitEnumeratorContext<ArrowIpcSplit> context,
            PendingSplits pending,
            CountedFiles counted) {
        List<FileLayout> inferredFrom = found;
        found = null;
        return planning.isMonitoring()
                ? new MonitoringEnumerator(
                        context, filePlanning(CountedFiles.NONE), planning, pending.forMonitoring())
                : new BlockEnumerator(
                        context, filePlanning(counted), inferredFrom, pending.forReadingOnce());
    }

    private FilePlanning filePlanning(CountedFiles counted) {
        return new FilePlanning(List.of(paths), planning, options, counted);
    }

    @Override
    public SimpleVersionedSerializer<ArrowIpcSplit> getSplitSerializer() {
        return ArrowIpcSplitSerializer.INSTANCE;
    }

    @Override
    public SimpleVersionedSerializer<PendingSplits> getEnumeratorCheckpointSerializer() {
        return new PendingSplitsSerializer();
    }

    @Override
    public TypeInformation<RowData> getProducedType() {
        return RowTypeInfo.of(rowType);
    }
}
