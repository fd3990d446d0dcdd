/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.test.junit5.MiniClusterExtension;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.FileAccesses;
import io.github.flinkarrow.connector.types.Types;
import io.github.flinkarrow.format.Block;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.RecordBatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The bytes of bodies that queries read of a store: little but the buffers that they need. */
class ProjectionRangesITCase {

    private static final int BLOCKS = 3;
    private static final int ROWS = 20_000;

    /** The most bytes between two buffers that are read rather than skipped, in a store. */
    private static final int GAP = 256 << 10;

    /** What is requested of a store at least. */
    private static final int LEAST = 64 << 10;

    /** The buffers of these columns are numbered as in {@link #ranges}. */
    private static final String COLUMNS =
            "id BIGINT, wide STRING, r ROW<a INT, wide STRING, n ROW<b INT, c STRING>>";

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    @TempDir private java.nio.file.Path directory;
    private TestTables tables;

    @BeforeEach
    void writeFile() throws Exception {
        tables = TestTables.inBatch(directory);
        StringData wide = StringData.fromString("x".repeat(200));
        List<RowData> rows = new ArrayList<>();
        for (int id = 0; id < BLOCKS * ROWS; id++) {
            RowData inner = id % 2 == 0 ? null : GenericRowData.of(2 * id, wide);
            RowData outer = id % 3 == 0 ? null : GenericRowData.of(id, wide, inner);
            rows.add(GenericRowData.of((long) id, id % 5 == 0 ? null : wide, outer));
        }
        ArrowFiles.write(
                new Path(tables.local("t/a").toUri()),
                Types.row(COLUMNS),
                rows,
                ArrowIpcWriteOptions.DEFAULT.withBatchRows(ROWS));
    }

    /** Buffers: id 0-1, wide 2-4, r 5, r.a 6-7, r.wide 8-10, r.n 11, r.n.b 12-13, r.n.c 14-16. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ARROW_IPC | id | 0 1",
                "ARROW_IPC | wide | 2 3 4",
                "ARROW_IPC | id, wide | 0 1 2 3 4",
                "ARROW_IPC | r.a | 5 6 7",
                "ARROW_IPC | r.n.b | 5 11 12 13",
                "ARROW_IPC | r.n.b, id | 0 1 5 11 12 13",
                "ARROW_IPC | r.n | 5 11 12 13 14 15 16",
                "ARROW_IPC | r.n, r.n.b, r.a | 5 6 7 11 12 13 14 15 16",
                "ARROW_IPC | r.wide, r.n.c | 5 8 9 10 11 14 15 16",
                "ARROW_IPC | r | 5 6 7 8 9 10 11 12 13 14 15 16",
                "ARROW_IPC | * | 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
                "ARROW_IPC | COUNT(*) | ''",
                "ARROW_IPC | COUNT(r.a) | 5 6 7",
                "FILESYSTEM | id | 0 1",
                "FILESYSTEM | wide | 2 3 4",
                "FILESYSTEM | r.n.b | 5 6 7 8 9 10 11 12 13 14 15 16",
                "FILESYSTEM | * | 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
                "FILESYSTEM | COUNT(*) | 0 1",
            })
    void onlyTheBuffersOfTheColumnsAreRead(Connector connector, String columns, String buffers)
            throws Exception {
        tables.create(connector, "t", COLUMNS);
        int[] needed =
                Arrays.stream(buffers.split(" "))
                        .filter(number -> !number.isEmpty())
                        .mapToInt(Integer::parseInt)
                        .toArray();

        tables.rows("SELECT %s FROM t".formatted(columns));

        List<Block> blocks = tables.blocks("t/a");
        assertThat(blocks).hasSize(BLOCKS);
        List<FileAccesses.Range> needs = new ArrayList<>();
        List<FileAccesses.Range> runs = new ArrayList<>();
        for (Block block : blocks) {
            needs.addAll(ranges(block, needed));
            runs.addAll(merged(ranges(block, needed), GAP));
        }
        List<FileAccesses.Range> read =
                tables.reads("t/a").stream()
                        .filter(range -> touchesABody(range, blocks))
                        .sorted(Comparator.comparingLong(FileAccesses.Range::offset))
                        .toList();
        assertThat(needs)
                .allMatch(
                        need ->
                                merged(read, 0).stream()
                                        .anyMatch(
                                                range ->
                                                        range.offset() <= need.offset()
                                                                && range.end() >= need.end()));
        assertThat(bytes(read))
                .isLessThanOrEqualTo(bytes(runs) + (long) LEAST * (BLOCKS + runs.size()));
    }

    private static long bytes(List<FileAccesses.Range> ranges) {
        return ranges.stream().mapToLong(FileAccesses.Range::length).sum();
    }

    private static boolean touchesABody(FileAccesses.Range read, List<Block> blocks) {
        return blocks.stream().anyMatch(block -> TestTables.touchesBody(read, block));
    }

    /** Where those of the buffers of a block are that are not empty. */
    private List<FileAccesses.Range> ranges(Block block, int[] buffers) throws IOException {
        byte[] file = Files.readAllBytes(tables.local("t/a"));
        int prefix = 2 * Integer.BYTES;
        ByteBuffer metadata =
                ByteBuffer.wrap(
                                file,
                                (int) block.offset() + prefix,
                                block.metadataLength() - prefix)
                        .slice()
                        .order(ByteOrder.LITTLE_ENDIAN);
        RecordBatch batch =
                (RecordBatch) Message.getRootAsMessage(metadata).header(new RecordBatch());
        List<FileAccesses.Range> ranges = new ArrayList<>();
        for (int index : buffers) {
            Buffer buffer = batch.buffers(index);
            if (buffer.length() > 0) {
                ranges.add(
                        new FileAccesses.Range(
                                tables.path("t/a"),
                                block.offset() + block.metadataLength() + buffer.offset(),
                                buffer.length()));
            }
        }
        return ranges;
    }

    /** Ranges in order, those with no larger gap between them as one. */
    private static List<FileAccesses.Range> merged(List<FileAccesses.Range> ranges, int gap) {
        List<FileAccesses.Range> merged = new ArrayList<>();
        for (FileAccesses.Range range : ranges) {
            FileAccesses.Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && range.offset() <= last.end() + gap) {
                merged.set(
                        merged.size() - 1,
                        new FileAccesses.Range(
                                range.path(), last.offset(), range.end() - last.offset()));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }
}
