/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Of local files of many record batches. */
class RowCountTest {

    private static final int ROWS = 2_999;

    @TempDir private java.nio.file.Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isExactWithAndWithoutStatistics(boolean statistics) throws IOException {
        List<RowData> rows = LongStream.range(0, ROWS).mapToObj(ArrowFiles::row).toList();
        ArrowFiles.write(
                new Path(directory.resolve("a").toUri()),
                ArrowFiles.ROW_TYPE,
                rows,
                ArrowIpcWriteOptions.DEFAULT.withBatchRows(2).withStatistics(statistics));

        assertThat(
                        ArrowIpcSource.forPaths(new Path(directory.toUri()))
                                .withRowType(RowType.of())
                                .build()
                                .count())
                .map(CountedFiles::rowCount)
                .contains((long) ROWS);
    }

    @Test
    void aHandOverCountsSoManyHeaders() throws Exception {
        Path path =
                ArrowFiles.write(
                        directory.resolve("a"),
                        BlockCounts.MOST_HEADERS + 1,
                        1,
                        ArrowIpcWriteOptions.DEFAULT.withStatistics(false));
        ArrowIpcTypedSource<RowData> source =
                ArrowIpcSource.forPaths(path)
                        .withRowType(RowType.of())
                        .buildWith(new CountedRows());
        List<Long> counts = new ArrayList<>();
        List<ArrowIpcSplit> left;

        try (ReaderRun run = new ReaderRun(source, row -> counts.add(row.getLong(0)))) {
            run.reader().addSplits(List.of(ReaderRun.wholeFile(path)));
            run.read(1);
            left = run.snapshot();
        }
        assertThat(counts).containsExactly((long) BlockCounts.MOST_HEADERS);
        try (ReaderRun run = new ReaderRun(source, row -> counts.add(row.getLong(0)))) {
            run.readAll(left);
        }
        assertThat(counts).containsExactly((long) BlockCounts.MOST_HEADERS, 1L);
    }
}
