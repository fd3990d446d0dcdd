/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.format.Block;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.statistics.BlockChecksum;
import io.github.flinkarrow.format.statistics.BlockStatistics;
import io.github.flinkarrow.format.testing.HandMadeFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Files of three blocks of one row, whose statistics say something else of them. */
class FooterCountsTest {

    private static final int BLOCKS = 3;
    private static final RowType ROW_TYPE = RowType.of(new IntType());

    @TempDir private java.nio.file.Path directory;

    @Test
    void rowsAreCountedByTheStatistics() throws Exception {
        assertThat(count(ReaderRun.wholeFile(write(5)))).isEqualTo(15);
        int limit = ArrowIpcReadOptions.DEFAULT.maxUnbackedRows();
        assertThat(count(ReaderRun.wholeFile(write(limit)))).isEqualTo(3L * limit);
    }

    @Test
    void countsAboveTheLimitOfRowsWithoutBytesAreNotBelieved() throws Exception {
        for (long rows :
                new long[] {
                    ArrowIpcReadOptions.DEFAULT.maxUnbackedRows() + 1L,
                    Integer.MAX_VALUE,
                    Integer.MAX_VALUE + 1L,
                    1L << 60
                }) {
            Path path = write(rows);
            assertThat(count(ReaderRun.wholeFile(path))).isEqualTo(BLOCKS);
            assertThat(source(path).build().count().orElseThrow().rowCount()).isEqualTo(BLOCKS);
        }
    }

    @Test
    void rowsThatAreHandedOutComeFromTheBlocks() throws Exception {
        Path path = write(5);
        List<Integer> arities = new ArrayList<>();

        try (ReaderRun run =
                new ReaderRun(source(path).build(), row -> arities.add(row.getArity()))) {
            run.readAll(List.of(ReaderRun.wholeFile(path)));
        }

        assertThat(arities).containsExactly(0, 0, 0);
    }

    @Test
    void aPositionIsRestoredByWhatItWasCountedBy() throws Exception {
        Path path = write(5);
        ArrowIpcSplit whole = ReaderRun.wholeFile(path);
        long second = blocks(Files.readAllBytes(directory.resolve("a.arrow"))).get(1).offset();

        assertThat(count(whole.updateWithCheckpointedPosition(position(second, 3)))).isEqualTo(7);
        assertThat(count(whole.updateWithCheckpointedPosition(position(second, 5)))).isEqualTo(5);
        assertThat(count(whole.updateWithCheckpointedPosition(position(second, 10)))).isZero();
    }

    private static CheckpointedPosition position(long offset, long rows) {
        return new CheckpointedPosition(offset, rows);
    }

    private static ArrowIpcSourceBuilder source(Path path) {
        return ArrowIpcSource.forPaths(path).withRowType(ROW_TYPE).withColumns();
    }

    private static long count(ArrowIpcSplit split) throws Exception {
        List<Long> counts = new ArrayList<>();
        try (ReaderRun run =
                new ReaderRun(
                        source(split.path()).buildWith(new CountedRows()),
                        row -> counts.add(row.getLong(0)))) {
            run.readAll(List.of(split));
        }
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void countsThatAreNotBelievedLeaveTheOthers() throws Exception {
        Path path = write(5, Integer.MAX_VALUE, 7);

        assertThat(count(ReaderRun.wholeFile(path))).isEqualTo(5 + 1 + 7);
        assertThat(source(path).build().count().orElseThrow().rowCount()).isEqualTo(5 + 1 + 7);
    }

    /** As of a file that lost some of its bytes. */
    @Test
    void aBlockThatIsNotInTheFileIsAnErrorThoughItsRowsAreKnown() throws Exception {
        Path path = write(file(), new Block(1 << 20, 200, 8), 5, 5, 5, 5);

        assertThatThrownBy(() -> count(ReaderRun.wholeFile(path)))
                .rootCause()
                .hasMessageContaining("block 3 @ 1048576: lies outside the file");
        assertThatThrownBy(() -> source(path).build().count())
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("block 3 @ 1048576: lies outside the file");
    }

    /** Writes a file whose statistics say that each block has so many rows. */
    private Path write(long rowsOfEach) throws IOException {
        return write(rowsOfEach, rowsOfEach, rowsOfEach);
    }

    /** The same of the rows of each block in turn. */
    private Path write(long... rowsOfEach) throws IOException {
        return write(file(), null, rowsOfEach);
    }

    private static HandMadeFile file() {
        HandMadeFile made =
                new HandMadeFile(Schema.of(Field.nullable("f0", new ArrowType.Int(32, true))));
        for (int i = 0; i < BLOCKS; i++) {
            made.batch(batch -> batch.rows(1).node(1, 0).noBuffer().ints(1));
        }
        return made;
    }

    /**
     * @param more a block that the footer has besides; null for none
     */
    private Path write(HandMadeFile made, Block more, long... rowsOfEach) throws IOException {
        List<Block> blocks = blocks(made.file());
        if (more != null) {
            blocks.add(more);
            made.block(more.offset(), more.metadataLength(), more.bodyLength());
        }
        KeyValueMetadata metadata =
                KeyValueMetadata.of(Map.of(BlockStatistics.KEY, statistics(blocks, rowsOfEach)));
        java.nio.file.Path file = directory.resolve("a.arrow");
        return new Path(Files.write(file, made.footerMetadata(metadata).file()).toUri());
    }

    private static List<Block> blocks(byte[] file) throws IOException {
        List<Block> blocks = new ArrayList<>();
        try (IpcFileReader reader =
                IpcFileReader.open(SeekableInput.ofBytes("a", file), ReadOptions.DEFAULT)) {
            for (int i = 0; i < reader.recordBatchCount(); i++) {
                blocks.add(reader.block(i));
            }
        }
        return blocks;
    }

    private static String statistics(List<Block> blocks, long... rowsOfEach) {
        BlockChecksum checksum = new BlockChecksum();
        blocks.forEach(
                block -> checksum.add(block.offset(), block.metadataLength(), block.bodyLength()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(1);
        bytes.writeBytes(
                ByteBuffer.allocate(Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(checksum.value())
                        .array());
        bytes.write(blocks.size());
        for (int i = 0; i < blocks.size(); i++) {
            long rest = rowsOfEach[i];
            for (; rest > 0x7F; rest >>>= 7) {
                bytes.write((int) ((rest & 0x7F) | 0x80));
            }
            bytes.write((int) rest);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
