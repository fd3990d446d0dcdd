/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.data.InvalidValueException;
import io.github.flinkarrow.connector.testing.Buffers;
import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.UnsupportedIpcFeatureException;
import io.github.flinkarrow.format.internal.metadata.BodyCompression;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.Bombs;
import io.github.flinkarrow.format.testing.HandMadeFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Files made by hand that cost whoever reads them in Flink nothing but an error message. */
class HostileSplitsTest {

    private static final ArrowType INT32 = new ArrowType.Int(32, true);
    private static final Schema INTS = Schema.of(Field.nullable("i", INT32));

    /** A frame is fetched before it is refused, and each container and mode is read in turn. */
    private static final long FRAMES_AND_LITTLE_MORE = 16L << 20;

    @TempDir private java.nio.file.Path directory;
    private long allocatedBefore;
    private List<Long> peaksBefore;

    @BeforeEach
    void remember() {
        allocatedBefore = Buffers.allocatedBytes();
        peaksBefore = peaks();
    }

    @AfterEach
    void memoryWasBoundedAndGivenBack() {
        assertThat(Buffers.allocatedBytes()).isEqualTo(allocatedBefore);
        List<Long> peaks = peaks();
        for (int i = 0; i < peaks.size(); i++) {
            assertThat(peaks.get(i)).isLessThan(peaksBefore.get(i) + FRAMES_AND_LITTLE_MORE);
        }
    }

    private static List<Long> peaks() {
        return BufferAllocator.allShared().stream()
                .map(BufferAllocator::peakAllocatedBytes)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aFrameThatGrowsToMoreThanTheLimitIsNotDecompressed(BodyCompression codec)
            throws IOException {
        fails(
                bomb(codec, Bombs.TOO_LONG),
                UnsupportedIpcFeatureException.class,
                "more than the limit of 1073741824 (limit.batch-bytes)");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aFrameThatGrowsToMoreThanItSaysIsNotDecompressedFurther(BodyCompression codec)
            throws IOException {
        fails(bomb(codec, 8), IpcFormatException.class, "field 'i': compressed values buffer: ");
    }

    private static HandMadeFile bomb(BodyCompression codec, long length) {
        byte[] frame = Bombs.frame(codec, Bombs.TOO_LONG);
        return new HandMadeFile(INTS)
                .batch(
                        b ->
                                b.compression(codec)
                                        .rows(2)
                                        .node(2, 0)
                                        .noBuffer()
                                        .compressed(length, frame));
    }

    @Test
    void nullsInAColumnThatTheFileDeclaresNotNullAreAnError() throws IOException {
        fails(
                new HandMadeFile(Schema.of(Field.notNull("i", INT32)))
                        .batch(b -> b.rows(2).node(2, 1).bytes(1).ints(1, 2)),
                InvalidValueException.class,
                "column 'i': NULL in row 1 of its batch");
    }

    @Test
    void aBlockThatIsListedTwiceIsAnError() throws IOException {
        HandMadeFile made = new HandMadeFile(INTS);
        int start = made.position();
        made.batch(b -> b.rows(1).node(1, 0).noBuffer().ints(1));
        made.block(start, made.position() - start - 8, 8);

        fails(made, IpcContainer.FILE, IpcFormatException.class, " overlaps block 0 of ");
    }

    private void fails(HandMadeFile made, Class<?> type, String message) throws IOException {
        for (IpcContainer container : IpcContainer.values()) {
            fails(made, container, type, message);
        }
    }

    private void fails(HandMadeFile made, IpcContainer container, Class<?> type, String message)
            throws IOException {
        byte[] bytes = container == IpcContainer.FILE ? made.file() : made.stream();
        Path path = new Path(Files.write(directory.resolve("bad.arrow"), bytes).toUri());
        FileStatus file = path.getFileSystem().getFileStatus(path);
        FileSourceSplit split =
                new FileSourceSplit(
                        "id", path, 0, file.getLen(), file.getModificationTime(), file.getLen());
        for (ReadMode mode : ReadMode.values()) {
            assertThatThrownBy(() -> readAll(mode, split))
                    .isInstanceOf(type)
                    .hasMessageContaining("bad.arrow: ")
                    .hasMessageContaining(message);
        }
    }

    private static void readAll(ReadMode mode, FileSourceSplit split) throws IOException {
        RowType type = RowType.of(new LogicalType[] {new IntType()}, new String[] {"i"});
        ArrowIpcBulkFormat format =
                new ArrowIpcBulkFormat(type, ArrowIpcReadOptions.DEFAULT.withMode(mode));
        try (BulkFormat.Reader<RowData> reader = format.createReader(new Configuration(), split)) {
            BulkFormat.RecordIterator<RowData> rows;
            while ((rows = reader.readBatch()) != null) {
                rows.releaseBatch();
            }
        }
    }
}
