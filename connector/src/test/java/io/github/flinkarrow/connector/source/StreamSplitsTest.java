/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;

import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The splits of a stream have, one after another and each for itself, the rows of the stream. */
class StreamSplitsTest {

    /** They have values that no type of Flink holds. */
    private static final String WITHOUT =
            ".*generated_(datetime|decimal|decimal256|interval)\\.stream";

    @TestFactory
    Stream<DynamicTest> ofGoldenStreams() throws IOException {
        return tests(
                TestData.goldenDirectory()
                        .resolve("arrow-ipc-stream/integration/1.0.0-littleendian"));
    }

    @TestFactory
    Stream<DynamicTest> ofStreamsOfOtherWriters() throws IOException {
        return tests(TestData.interopDirectory());
    }

    private static Stream<DynamicTest> tests(java.nio.file.Path directory) throws IOException {
        List<java.nio.file.Path> streams;
        try (Stream<java.nio.file.Path> files = Files.walk(directory)) {
            streams =
                    files.filter(file -> file.toString().matches(".*\\.(stream|arrows)"))
                            .filter(file -> !file.toString().matches(WITHOUT))
                            .sorted()
                            .toList();
        }
        assertThat(streams).isNotEmpty();
        return streams.stream()
                .map(
                        stream ->
                                DynamicTest.dynamicTest(
                                        stream.getFileName().toString(), () -> check(stream)));
    }

    private static void check(java.nio.file.Path stream) throws IOException {
        Path path = new Path(stream.toUri());
        ArrowIpcSource source = ArrowIpcSource.forPaths(path).build();
        List<BinaryRowData> expected = new ArrayList<>();
        for (ArrowIpcSplit split : splits(path, PlanningOptions.Streams.WHOLE)) {
            expected.addAll(rows(source, split));
        }

        List<BinaryRowData> rows = new ArrayList<>();
        for (ArrowIpcSplit split : splits(path, PlanningOptions.Streams.BY_BATCH)) {
            rows.addAll(rows(source, split));
        }

        assertThat(rows).isEqualTo(expected);
    }

    private static List<ArrowIpcSplit> splits(Path path, PlanningOptions.Streams streams)
            throws IOException {
        PlanningOptions options = PlanningOptions.DEFAULT.withSplitMinBytes(0).withStreams(streams);
        try (FilePlanning planning =
                new FilePlanning(List.of(path), options, ArrowIpcReadOptions.DEFAULT)) {
            PlannedFile file = planning.cut(planning.layouts(), 1).get(0);
            List<ArrowIpcSplit> splits = new ArrayList<>();
            for (int i = 0; i < file.splitCount(); i++) {
                splits.add(file.split(i));
            }
            return splits;
        }
    }

    private static List<BinaryRowData> rows(ArrowIpcSource source, ArrowIpcSplit split)
            throws IOException {
        RowDataSerializer serializer = new RowDataSerializer(source.rowType());
        List<BinaryRowData> rows = new ArrayList<>();
        try (SplitOpener opener =
                        new SplitOpener(
                                source.rowType(),
                                ArrowIpcReadOptions.DEFAULT,
                                ReaderCounters.unseen());
                SplitRows reader = opener.open(split)) {
            while (!reader.isAtEnd()) {
                HandedRows batch = reader.next();
                for (RecordAndPosition<RowData> row = batch.next();
                        row != null;
                        row = batch.next()) {
                    rows.add(serializer.toBinaryRow(row.getRecord()).copy());
                }
                batch.releaseBatch();
            }
        }
        return rows;
    }
}
