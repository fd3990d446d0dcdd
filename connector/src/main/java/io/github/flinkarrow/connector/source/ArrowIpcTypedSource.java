/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

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
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Reads as {@link ArrowIpcSource} does, with an object of a class for each row: a {@link
 * org.apache.flink.types.Row}, a record or a POJO. Objects hold no memory of the file and may be
 * kept.
 *
 * <p>State is that of {@link ArrowIpcSource}: a job may be restored with one in the place of the
 * other.
 *
 * @see ArrowIpcSourceBuilder#buildAs
 */
@PublicEvolving
public final class ArrowIpcTypedSource<T>
        implements Source<T, ArrowIpcSplit, PendingSplits>,
                ResultTypeQueryable<T>,
                DynamicParallelismInference {

    private static final long serialVersionUID = 1L;

    private final ArrowIpcSource source;
    private final RowConversion<T> conversion;

    /**
     * @param source of rows that the objects are made of
     */
    ArrowIpcTypedSource(ArrowIpcSource source, RowConversion<T> conversion) {
        this.source = source;
        this.conversion = conversion;
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SourceReader<T, ArrowIpcSplit> createReader(SourceReaderContext context) {
        return source.createReader(context, conversion);
    }

    @Override
    public int inferParallelism(DynamicParallelismInference.Context context) {
        return source.inferParallelism(context, counted());
    }

    @Override
    public SplitEnumerator<ArrowIpcSplit, PendingSplits> createEnumerator(
            SplitEnumeratorContext<ArrowIpcSplit> context) {
        return restoreEnumerator(context, PendingSplits.unplanned());
    }

    @Override
    public SplitEnumerator<ArrowIpcSplit, PendingSplits> restoreEnumerator(
            SplitEnumeratorContext<ArrowIpcSplit> context, PendingSplits pending) {
        return source.restoreEnumerator(context, pending, counted());
    }

    private CountedFiles counted() {
        boolean isCount = conversion.input() == RowConversion.Input.ROW_COUNTS;
        return isCount && source.readsRowsAlone() ? conversion.counted() : CountedFiles.NONE;
    }

    @Override
    public SimpleVersionedSerializer<ArrowIpcSplit> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<PendingSplits> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return conversion.producedType();
    }
}
