/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.connector.format.ProjectableDecodingFormat;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.DataType;

import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.IpcFileWriter;
import io.github.flinkarrow.format.UnsupportedIpcFeatureException;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.array.Int32Builder;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.array.StructBuilder;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArrowIpcFormatFactoryTest {

    private static final DataType STRUCT = DataTypes.ROW(DataTypes.FIELD("x", DataTypes.INT()));
    private static final DataType ROW =
            DataTypes.ROW(DataTypes.FIELD("id", DataTypes.INT()), DataTypes.FIELD("s", STRUCT));

    @TempDir private java.nio.file.Path directory;

    @Test
    void filesOfAMonitoredDirectoryAreNotSplit() {
        assertThat(format(Map.of()).isSplittable()).isTrue();
        assertThat(format(Map.of("source.monitor-interval", "1 s")).isSplittable()).isFalse();
    }

    @Test
    void flinkGivesALocalFileToOneReaderAndSeveralToSeveral() throws Exception {
        tenRows("a.arrow");
        tenRows("b.arrow");
        Path[] file = {new Path(directory.resolve("a.arrow").toUri())};
        Path[] files = {new Path(directory.toUri())};
        FileEnumerator enumerator = FileSource.DEFAULT_SPLITTABLE_FILE_ENUMERATOR.create();

        assertThat(enumerator.enumerateSplits(file, 4)).hasSize(1);
        assertThat(enumerator.enumerateSplits(files, 4)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "limit.batch-rows, 9, 9",
        "limit.batch-bytes, 39 bytes, 39",
        "limit.metadata-bytes, 8 bytes, 8",
        "limit.nesting, 1, 1"
    })
    void everyLimitReachesTheReaderAndIsNamedWhereItIsExceeded(String key, String value, long limit)
            throws Exception {
        FileStatus file = tenRows("ten.arrow");

        assertThatCode(() -> read(new Configuration(), file)).doesNotThrowAnyException();
        assertThatThrownBy(() -> read(Configuration.fromMap(Map.of(key, value)), file))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageContaining("ten.arrow")
                .hasMessageContaining("the limit of " + limit)
                .hasMessageContaining("(" + key + ")");
    }

    @ParameterizedTest
    @CsvSource({
        "zstd, 23, from -131072 to 22",
        "zstd, -131073, from -131072 to 22",
        "lz4, 13, from 0 to 12",
        "lz4, -1, from 0 to 12"
    })
    void aLevelThatTheCodecDoesNotHaveIsRefusedToReadersAndWriters(
            String compression, int level, String range) {
        Configuration options = compressed(compression, level);
        String message =
                "'arrow-ipc.compression.level' must be %s with %s but is %d"
                        .formatted(range, compression, level);

        assertThatThrownBy(() -> format(Map.of(), options))
                .isInstanceOf(ValidationException.class)
                .hasMessage(message);
        assertThatThrownBy(
                        () ->
                                new ArrowIpcFormatFactory()
                                        .createEncodingFormat(context(Map.of()), options))
                .isInstanceOf(ValidationException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"zstd, 22", "zstd, -131072", "lz4, 12", "lz4, 0"})
    void everyLevelOfTheCodecIsAccepted(String compression, int level) {
        Configuration options = compressed(compression, level);

        assertThatCode(() -> format(Map.of(), options)).doesNotThrowAnyException();
        new ArrowIpcFormatFactory()
                .createEncodingFormat(context(Map.of()), options)
                .createRuntimeEncoder(null, ROW);
    }

    private static Configuration compressed(String compression, int level) {
        return Configuration.fromMap(
                Map.of("compression", compression, "compression.level", "" + level));
    }

    private FileStatus tenRows(String name) throws IOException {
        io.github.flinkarrow.format.schema.Schema schema =
                io.github.flinkarrow.format.schema.Schema.of(
                        Field.nullable("id", new ArrowType.Null()),
                        Field.nullable(
                                "s",
                                new ArrowType.Struct(),
                                Field.nullable("x", new ArrowType.Int(32, true))));
        java.nio.file.Path file = directory.resolve(name);
        try (RecordBatchBuilder rows = new RecordBatchBuilder(schema, BufferAllocator.shared());
                FileChannel output =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < 10; i++) {
                rows.column(0).appendNull();
                StructBuilder struct = (StructBuilder) rows.column(1);
                ((Int32Builder) struct.child(0)).append(i);
                struct.append();
            }
            IpcFileWriter writer = new IpcFileWriter(output, schema, WriteOptions.DEFAULT);
            writer.write(rows.build(10));
            writer.finish();
        }
        Path path = new Path(file.toUri());
        return path.getFileSystem().getFileStatus(path);
    }

    private static void read(Configuration limits, FileStatus file) throws IOException {
        FileSourceSplit split =
                new FileSourceSplit(
                        "id",
                        file.getPath(),
                        0,
                        file.getLen(),
                        file.getModificationTime(),
                        file.getLen());
        try (BulkFormat.Reader<RowData> reader =
                format(Map.of(), limits).createReader(new Configuration(), split)) {
            reader.readBatch().releaseBatch();
        }
    }

    private static BulkFormat<RowData, FileSourceSplit> format(Map<String, String> options) {
        return format(options, new Configuration());
    }

    @SuppressWarnings("unchecked")
    private static BulkFormat<RowData, FileSourceSplit> format(
            Map<String, String> options, Configuration ofFormat) {
        ProjectableDecodingFormat<BulkFormat<RowData, FileSourceSplit>> format =
                (ProjectableDecodingFormat<BulkFormat<RowData, FileSourceSplit>>)
                        new ArrowIpcFormatFactory()
                                .createDecodingFormat(context(options), ofFormat);
        return format.createRuntimeDecoder(null, ROW, new int[][] {{0}, {1}});
    }

    private static DynamicTableFactory.Context context(Map<String, String> options) {
        ResolvedCatalogTable table =
                new ResolvedCatalogTable(
                        CatalogTable.newBuilder()
                                .schema(Schema.newBuilder().fromRowDataType(ROW).build())
                                .options(options)
                                .build(),
                        ResolvedSchema.of(
                                Column.physical("id", DataTypes.INT()),
                                Column.physical("s", STRUCT)));
        return new FactoryUtil.DefaultDynamicTableContext(
                ObjectIdentifier.of("catalog", "database", "table"),
                table,
                Map.of(),
                new Configuration(),
                ArrowIpcFormatFactoryTest.class.getClassLoader(),
                false);
    }
}
