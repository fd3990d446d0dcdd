/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.Path;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.expressions.CallExpression;
import org.apache.flink.table.expressions.FieldReferenceExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.expressions.ValueLiteralExpression;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;

import io.github.flinkarrow.connector.filter.BlockFilter;
import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What is planned and read of a file of 10 blocks of 100 rows whose ids count up. */
class PruningTest {

    @TempDir private java.nio.file.Path directory;

    @Test
    void blocksThatTheFilterExcludesAreInNoSplit() throws IOException {
        Path file = ArrowFiles.write(directory.resolve("a"), 10, 100);

        FileLayout layout = layout(file, idIn(250, 750));

        assertThat(layout.blocks().splitCount()).isEqualTo(2);
        assertThat(layout.blocksPruned()).isEqualTo(8);
        FileLayout whole = layout(file, BlockFilter.NONE);
        assertThat(layout.blocks().offset(0)).isEqualTo(whole.blocks().offset(2));
        assertThat(layout.blocks().offset(1)).isEqualTo(whole.blocks().offset(7));
    }

    @Test
    void aSplitWithExcludedBlocksInItsMiddleIsReadWithoutThem() throws IOException {
        Path file = ArrowFiles.write(directory.resolve("a"), 10, 100);
        BlockFilter filter = idIn(250, 750);

        PlannedFile packed = layout(file, filter).blocks().packed(1L << 30);

        assertThat(packed.splitCount()).isEqualTo(1);
        assertThat(ids(packed.split(0), filter))
                .isEqualTo(
                        LongStream.concat(LongStream.range(200, 300), LongStream.range(700, 800))
                                .boxed()
                                .toList());
    }

    @Test
    void aFileOfWhichNoBlockIsLeftHasNoSplits() throws IOException {
        Path file = ArrowFiles.write(directory.resolve("a"), 10, 100);

        assertThat(layout(file, idIn(5_000)).blocks().splitCount()).isZero();
        PlannedFile whole = layout(file, BlockFilter.NONE).blocks().packed(1L << 30);
        assertThat(ids(whole.split(0), idIn(5_000))).isEmpty();
    }

    @Test
    void aFileWithoutStatisticsIsReadInFull() throws IOException {
        Path file =
                ArrowFiles.write(
                        directory.resolve("a"),
                        10,
                        100,
                        ArrowIpcWriteOptions.DEFAULT.withStatistics(false));

        FileLayout layout = layout(file, idIn(250));

        assertThat(layout.blocks().splitCount()).isEqualTo(10);
        assertThat(layout.blocksPruned()).isZero();
        assertThat(ids(layout.blocks().packed(1L << 30).split(0), idIn(250))).hasSize(1_000);
    }

    private static FileLayout layout(Path file, BlockFilter filter) throws IOException {
        PlanningOptions options = PlanningOptions.DEFAULT.withFilter(filter);
        try (FilePlanning planning =
                new FilePlanning(List.of(file), options, ArrowIpcReadOptions.DEFAULT)) {
            return planning.layouts().get(0);
        }
    }

    private static List<Long> ids(ArrowIpcSplit split, BlockFilter filter) throws IOException {
        List<Long> ids = new ArrayList<>();
        try (SplitOpener opener =
                        new SplitOpener(
                                ArrowFiles.ROW_TYPE,
                                ArrowIpcReadOptions.DEFAULT,
                                ReaderCounters.unseen(),
                                OnBrokenFile.FAIL,
                                Long.MAX_VALUE,
                                filter,
                                RowConversion.Input.ROWS,
                                CountedFiles.NONE,
                                new RowMemory());
                SplitRows rows = opener.open(split)) {
            for (HandedRows batch = rows.next(); batch != null; batch = rows.next()) {
                for (var row = batch.next(); row != null; row = batch.next()) {
                    ids.add(row.getRecord().getLong(0));
                }
                batch.releaseBatch();
            }
            assertThat(rows.isAtEnd()).isTrue();
        }
        return ids;
    }

    static BlockFilter idIn(long... values) {
        List<ResolvedExpression> operands = new ArrayList<>();
        operands.add(new FieldReferenceExpression("id", DataTypes.BIGINT(), 0, 0));
        for (long value : values) {
            operands.add(new ValueLiteralExpression(value, DataTypes.BIGINT().notNull()));
        }
        ResolvedExpression in =
                new CallExpression(
                        false, null, BuiltInFunctionDefinitions.IN, operands, DataTypes.BOOLEAN());
        return BlockFilter.of(List.of(in), ArrowFiles.ROW_TYPE);
    }
}
