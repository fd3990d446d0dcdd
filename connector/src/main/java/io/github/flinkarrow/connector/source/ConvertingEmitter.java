/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.connector.file.src.FileSourceSplitState;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.table.data.RowData;

import java.io.IOException;
import java.util.function.Function;

/**
 * Emits what becomes of each row. Rows of a split follow each other, so that its conversion is
 * looked up once. Used by one thread.
 */
final class ConvertingEmitter<T>
        implements RecordEmitter<
                RecordAndPosition<RowData>, T, FileSourceSplitState<ArrowIpcSplit>> {

    private final RowConversion.OfSplit<T> conversions;

    private FileSourceSplitState<ArrowIpcSplit> current;
    private Function<RowData, T> conversion;

    ConvertingEmitter(RowConversion.OfSplit<T> conversions) {
        this.conversions = conversions;
    }

    @Override
    public void emitRecord(
            RecordAndPosition<RowData> row,
            SourceOutput<T> output,
            FileSourceSplitState<ArrowIpcSplit> split)
            throws IOException {
        if (split != current) {
            conversion = conversions.of(split.toFileSourceSplit());
            current = split;
        }
        output.collect(conversion.apply(row.getRecord()));
        split.setPosition(row.getOffset(), row.getRecordSkipCount());
    }
}
