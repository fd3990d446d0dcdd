/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.testutils.source.reader.TestingSplitEnumeratorContext;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

/** Two files of 20 and 7 rows, which were counted. */
class CountedFilesTest {

    private static final int ROWS = 27;
    private static final long LONG_AGO = 1_600_000_000_000L;

    @TempDir private java.nio.file.Path directory;
    private CountedFiles counted;

    @BeforeEach
    void countFiles() throws IOException {
        write("a", 2, 10);
        write("b", 1, 7);
        counted = source().build().count().orElseThrow();
        assertThat(counted.rowCount()).isEqualTo(ROWS);
    }

    @Test
    void theSameFilesAreRecognized() throws IOException {
        assertThat(counted.are(files())).isTrue();
    }

    @Test
    void otherFilesAreNot() throws IOException {
        write("c", 1, 7);
        assertThat(counted.are(files())).as("one more").isFalse();
        Files.delete(directory.resolve("c"));
        assertThat(counted.are(files())).isTrue();

        Files.move(directory.resolve("b"), directory.resolve("c"));
        assertThat(counted.are(files())).as("another name").isFalse();
        Files.delete(directory.resolve("c"));
        assertThat(counted.are(files())).as("one less").isFalse();
        assertThat(counted.are(List.of())).as("none").isFalse();
    }

    @Test
    void aFileThatHasChangedIsNot() throws IOException {
        java.nio.file.Path file = directory.resolve("b");
        Files.setLastModifiedTime(file, FileTime.fromMillis(LONG_AGO + 1));
        assertThat(counted.are(files())).as("another time").isFalse();

        write("b", 1, 70);
        assertThat(counted.are(files())).as("another size").isFalse();
    }

    @Test
    void filesWithoutAModificationTimeAreNeverTakenForTheSame() throws IOException {
        List<DataFile> timeless = new ArrayList<>();
        for (DataFile file : files()) {
            timeless.add(new DataFile(file.path(), file.size(), 0));
        }

        assertThat(CountedFiles.of(timeless, LONG_AGO, ROWS).are(timeless)).isFalse();
        assertThat(CountedFiles.of(List.of(), LONG_AGO, 0).are(List.of())).isFalse();
        assertThat(CountedFiles.NONE.are(List.of())).isFalse();
    }

    /** Another modification may have the same time, and leave the size as it is. */
    @Test
    void filesThatWereModifiedShortlyBeforeAreNeverTakenForTheSame() throws IOException {
        List<DataFile> files = files();

        assertThat(CountedFiles.of(files, LONG_AGO - 5_000, ROWS).are(files)).isFalse();
        assertThat(CountedFiles.of(files, LONG_AGO + 1_999, ROWS).are(files)).isFalse();
        assertThat(CountedFiles.of(files, LONG_AGO + 2_000, ROWS).are(files)).isTrue();
    }

    @Test
    void howLongAgoIsByTheClock() throws IOException {
        FileTime tomorrow = FileTime.from(Instant.now().plus(1, ChronoUnit.DAYS));
        Files.setLastModifiedTime(directory.resolve("b"), tomorrow);

        CountedFiles unsettled = source().build().count().orElseThrow();

        assertThat(unsettled.rowCount()).isEqualTo(ROWS);
        assertThat(unsettled.are(files())).isFalse();
    }

    @Test
    void countedFilesAreOneSplitThatOpensNone() throws Exception {
        List<FileLayout> layouts;
        try (FilePlanning planning = planning()) {
            layouts = planning.layouts();
        }
        assertThat(layouts).hasSize(1);
        PlannedFile planned = layouts.get(0).blocks();
        assertThat(planned.splitCount()).isEqualTo(1);
        Files.delete(directory.resolve("a"));
        Files.delete(directory.resolve("b"));

        List<ArrowIpcSplit> left = new ArrayList<>();
        assertThat(read(planned.split(0), left)).containsExactly((long) ROWS);
        assertThat(read(left.get(0), left)).as("restored behind the row").isEmpty();
    }

    @Test
    void otherFilesArePlannedAndReadAsEver() throws Exception {
        write("c", 1, 5);
        List<Long> counts = new ArrayList<>();
        try (FilePlanning planning = planning()) {
            for (FileLayout layout : planning.layouts()) {
                counts.addAll(read(layout.blocks().packed(1 << 20).split(0), new ArrayList<>()));
            }
        }

        assertThat(counts).containsExactly(20L, 7L, 5L);
    }

    @Test
    void aSplitWithoutBytesIsAnErrorWhereNothingWasCounted() throws Exception {
        ArrowIpcSplit split = CountedSplit.plan(files().get(0)).blocks().split(0);

        try (ReaderRun run =
                new ReaderRun(source().buildWith(new CountedRows()), row -> fail("a row"))) {
            assertThatThrownBy(() -> run.readAll(List.of(split)))
                    .rootCause()
                    .hasMessageContaining("this source knows of none");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"columns", "limit", "filter", "rows"})
    void whoeverWantsSomethingElseReads(String what) throws Exception {
        ArrowIpcSourceBuilder source = source();
        RowConversion<RowData> conversion = new CountedRows(counted);
        switch (what) {
            case "columns" -> source.withRowType(ArrowFiles.ROW_TYPE);
            case "limit" -> source.withLimit(5);
            case "filter" -> source.withFilter(PruningTest.idIn(3, 5));
            default -> conversion = new RowsOf(counted);
        }
        TestingSplitEnumeratorContext<ArrowIpcSplit> context =
                new TestingSplitEnumeratorContext<>(1);
        context.registerReader(0, "host");

        try (var enumerator = source.buildWith(conversion).createEnumerator(context)) {
            enumerator.start();
            context.triggerAllActions();
            enumerator.handleSplitRequest(0, null);
        }

        assertThat(context.getSplitAssignments().get(0).getAssignedSplits())
                .isNotEmpty()
                .allMatch(split -> split.length() > 0);
    }

    /** Has counted, and wants rows. */
    private record RowsOf(CountedFiles counted) implements RowConversion<RowData> {

        private static final long serialVersionUID = 1L;

        @Override
        public TypeInformation<RowData> producedType() {
            return Types.GENERIC(RowData.class);
        }

        @Override
        public OfSplit<RowData> open(ClassLoader classLoader) {
            return split -> Function.identity();
        }
    }

    /**
     * What a split becomes.
     *
     * @param left takes the split with its position behind the first row
     */
    private List<Long> read(ArrowIpcSplit split, List<ArrowIpcSplit> left) throws Exception {
        List<Long> counts = new ArrayList<>();
        try (ReaderRun run =
                new ReaderRun(
                        source().buildWith(new CountedRows(counted)),
                        row -> counts.add(row.getLong(0)))) {
            run.reader().addSplits(List.of(split));
            run.reader().notifyNoMoreSplits();
            run.read(1);
            left.addAll(run.snapshot());
            run.read(Long.MAX_VALUE);
        }
        return counts;
    }

    private void write(String name, int blocks, int rows) throws IOException {
        java.nio.file.Path file = directory.resolve(name);
        ArrowFiles.write(file, blocks, rows);
        Files.setLastModifiedTime(file, FileTime.fromMillis(LONG_AGO));
    }

    private ArrowIpcSourceBuilder source() {
        return ArrowIpcSource.forPaths(path()).withRowType(RowType.of());
    }

    private FilePlanning planning() {
        return new FilePlanning(
                List.of(path()), PlanningOptions.DEFAULT, ArrowIpcReadOptions.DEFAULT, counted);
    }

    private List<DataFile> files() throws IOException {
        return DataFiles.presentBelow(List.of(path())).stream().map(DataFile::of).toList();
    }

    private Path path() {
        return new Path(directory.toUri());
    }
}
