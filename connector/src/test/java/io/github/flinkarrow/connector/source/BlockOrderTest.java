/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.Path;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.format.Block;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A file of three blocks of a row, which the footer lists as the third, the first, the second. */
class BlockOrderTest {

    private static final int BODY = 8;
    private static final int[] FOOTER = {2, 0, 1};

    @TempDir private java.nio.file.Path directory;

    @Test
    void blocksAreInTheOrderOfTheirOffsets() throws IOException {
        List<Block> blocks = new ArrayList<>();
        try (IpcFileReader reader =
                IpcFileReader.open(SeekableInput.ofBytes("f", file(blocks)), ReadOptions.DEFAULT)) {
            BlockOrder order = BlockOrder.of(reader);

            assertThat(order.count()).isEqualTo(3);
            for (int i = 0; i < 3; i++) {
                assertThat(order.block(i)).isEqualTo(blocks.get(i));
                assertThat(order.offset(i)).isEqualTo(blocks.get(i).offset());
                assertThat(order.blocksBefore(blocks.get(i).offset())).isEqualTo(i);
                assertThat(FOOTER[order.index(i)]).isEqualTo(i);
            }
            assertThat(order.blocksBefore(Long.MAX_VALUE)).isEqualTo(3);
        }
    }

    @Test
    void rowsAreReadInThatOrderFromWhereverAReaderGoesOn() throws Exception {
        java.nio.file.Path file = directory.resolve("a");
        Files.write(file, file(new ArrayList<>()));
        Path path = new Path(file.toUri());
        ArrowIpcSource source =
                ArrowIpcSource.forPaths(path)
                        .withRowType(
                                RowType.of(
                                        new LogicalType[] {new BigIntType()}, new String[] {"i"}))
                        .build();
        for (int rows = 0; rows < 3; rows++) {
            List<Long> values = new ArrayList<>();
            List<ArrowIpcSplit> left;
            try (ReaderRun run = new ReaderRun(source, row -> values.add(row.getLong(0)))) {
                run.reader().addSplits(List.of(ReaderRun.wholeFile(path)));
                run.read(rows);
                left = run.snapshot();
            }
            try (ReaderRun run = new ReaderRun(source, row -> values.add(row.getLong(0)))) {
                run.readAll(left);
            }
            assertThat(values).as("restored after %d rows", rows).containsExactly(0L, 1L, 2L);
        }
    }

    /**
     * @param blocks takes the blocks by their offsets
     */
    private static byte[] file(List<Block> blocks) {
        HandMadeFile file =
                new HandMadeFile(Schema.of(Field.nullable("i", new ArrowType.Int(64, true))));
        for (long value = 0; value < 3; value++) {
            long only = value;
            int start = file.position();
            file.unlistedBatch(batch -> batch.rows(1).node(1, 0).noBuffer().longs(only));
            blocks.add(new Block(start, file.position() - start - BODY, BODY));
        }
        for (int block : FOOTER) {
            Block listed = blocks.get(block);
            file.block(listed.offset(), listed.metadataLength(), listed.bodyLength());
        }
        return file.file();
    }
}
