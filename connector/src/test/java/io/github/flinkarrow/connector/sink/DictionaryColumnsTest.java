/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.local.LocalDataOutputStream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.types.FlinkToArrowTypes;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcInspector;
import io.github.flinkarrow.format.IpcSummary;
import io.github.flinkarrow.format.IpcVerifier;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Columns that are dictionary-encoded because the options say so. */
class DictionaryColumnsTest {

    private static final RowType NESTED =
            type(
                    DataTypes.FIELD("flag", DataTypes.BOOLEAN()),
                    DataTypes.FIELD("text", DataTypes.STRING()),
                    DataTypes.FIELD(
                            "row",
                            DataTypes.ROW(
                                    DataTypes.FIELD("a", DataTypes.INT()),
                                    DataTypes.FIELD("b.c", DataTypes.BYTES()))),
                    DataTypes.FIELD("list", DataTypes.ARRAY(DataTypes.STRING())),
                    DataTypes.FIELD("map", DataTypes.MAP(DataTypes.STRING(), DataTypes.DOUBLE())),
                    DataTypes.FIELD("row.a", DataTypes.INT()));

    @TempDir private java.nio.file.Path directory;

    private static RowType type(DataTypes.Field... fields) {
        DataType type = DataTypes.ROW(fields);
        return (RowType) type.getLogicalType();
    }

    @Test
    void columnsAreFoundByTheirPaths() {
        Schema schema = encode("text", "row.b.c", "list.element", "map.key", "map.value");

        List<Field> fields = schema.fields();
        Field entries = fields.get(4).children().get(0);
        List<Field> encoded =
                List.of(
                        fields.get(1),
                        fields.get(2).children().get(1),
                        fields.get(3).children().get(0),
                        entries.children().get(0),
                        entries.children().get(1));
        assertThat(encoded)
                .allMatch(Field::isDictionaryEncoded)
                .extracting(field -> field.dictionary().id())
                .containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(fields.get(0).isDictionaryEncoded()).isFalse();
        assertThat(fields.get(2).children().get(0).isDictionaryEncoded()).isFalse();
    }

    @Test
    void theOrderOfTheOptionDoesNotMatter() {
        assertThat(encode("map.key", "text")).isEqualTo(encode("text", "map.key", "text"));
    }

    @Test
    void aColumnThatIsNotThereOrCannotBeEncodedIsRefusedWithThoseThatCan() {
        for (String wrong : List.of("none", "flag", "row", "list", "map.entries.key", "")) {
            assertThatThrownBy(() -> encode(wrong))
                    .isInstanceOf(ValidationException.class)
                    .hasMessage(
                            "dictionary.columns: '"
                                    + wrong
                                    + "' is no column that can be dictionary-encoded; these can:"
                                    + " 'text', 'row.a', 'row.b.c', 'list.element', 'map.key',"
                                    + " 'map.value'");
        }
        assertThatThrownBy(() -> encode("row.a"))
                .hasMessage("dictionary.columns: more than one column is called 'row.a'");
        assertThatThrownBy(
                        () ->
                                new ArrowIpcBulkWriterFactory(
                                        NESTED,
                                        ArrowIpcWriteOptions.DEFAULT.withDictionaryColumns(
                                                List.of("none"))))
                .isInstanceOf(ValidationException.class);
    }

    private static Schema encode(String... paths) {
        return DictionaryColumns.encode(FlinkToArrowTypes.schema(NESTED), List.of(paths));
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void dictionariesGrowWithTheFile(IpcContainer container) throws IOException {
        java.nio.file.Path file = directory.resolve("a");
        ArrowFiles.write(
                file,
                3,
                100,
                ArrowIpcWriteOptions.DEFAULT
                        .withContainer(container)
                        .withDictionaryColumns(List.of("text")));

        IpcSummary summary = IpcInspector.inspect(SeekableInput.ofFile(file), ReadOptions.DEFAULT);

        if (container == IpcContainer.FILE) {
            // Not every reader knows of deltas in files.
            assertThat(summary.dictionaries()).hasSize(1);
            assertThat(summary.dictionaries().get(0).delta()).isFalse();
            assertThat(summary.dictionaries().get(0).values().rows()).isEqualTo(300);
        } else {
            assertThat(summary.dictionaries())
                    .extracting(IpcSummary.Dictionary::delta)
                    .containsExactly(false, true, true);
            assertThat(summary.dictionaries())
                    .extracting(dictionary -> dictionary.values().rows())
                    .containsOnly(100L);
        }
        assertThat(IpcVerifier.verify(SeekableInput.ofFile(file), ReadOptions.DEFAULT).rows())
                .isEqualTo(300);
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void aFileWithoutRowsIsComplete(IpcContainer container) throws IOException {
        ArrowIpcWriteOptions options =
                ArrowIpcWriteOptions.DEFAULT
                        .withContainer(container)
                        .withDictionaryColumns(List.of("text"));
        writer("none", options, new WriterBudget(1 << 20)).finish();

        SeekableInput input = SeekableInput.ofFile(directory.resolve("none"));
        assertThat(IpcVerifier.verify(input, ReadOptions.DEFAULT).rows()).isZero();
    }

    @Test
    void dictionariesThatGrowTooLargeAreAnErrorThatNamesTheOptionAndTheColumn() throws IOException {
        WriterBudget budget = new WriterBudget(1 << 20);
        ArrowIpcWriteOptions options =
                ArrowIpcWriteOptions.DEFAULT
                        .withBatchRows(100)
                        .withDictionaryColumns(List.of("text"));
        ArrowIpcBulkWriter small = writer("small", options, budget);
        small.addElement(ArrowFiles.row(0));
        small.flush();
        ArrowIpcBulkWriter large = writer("large", options, budget);

        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 100_000; i++) {
                                large.addElement(ArrowFiles.row(i));
                                assertThat(large.dictionaryBytes()).isLessThan(1 << 20);
                            }
                        })
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "writing a file below /data/out: the dictionaries of 2 open files take ")
                .hasMessageContaining("more than 524288, the largest that of 'text' with ")
                .hasMessageContaining("dictionary.columns");
        small.addElement(ArrowFiles.row(0));
        small.finish();
        assertThat(small.dictionaryBytes()).isZero();
    }

    @Test
    void theLargestDictionaryOfAllOpenFilesIsNamedByItsPath() throws IOException {
        RowType type =
                type(
                        DataTypes.FIELD("a", DataTypes.ARRAY(DataTypes.STRING())),
                        DataTypes.FIELD(
                                "m", DataTypes.MAP(DataTypes.STRING(), DataTypes.STRING())));
        List<String> columns = List.of("a.element", "m.key", "m.value");
        ArrowIpcWriteOptions options = ArrowIpcWriteOptions.DEFAULT.withDictionaryColumns(columns);
        WriterBudget budget = new WriterBudget(1 << 20);
        ArrowIpcBulkWriter large = writer("large", type, options, budget);
        for (int i = 0; i < 10_000; i++) {
            large.addElement(row("same", "v" + i));
        }
        large.flush();
        ArrowIpcBulkWriter small = writer("small", type, options, budget);

        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 6_000; i++) {
                                small.addElement(row("element " + i, "same"));
                                if (i % 100 == 0) {
                                    small.flush();
                                }
                            }
                        })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the dictionaries of 2 open files take ")
                .hasMessageContaining("the largest that of 'm.value' with 10000 values");
    }

    private static RowData row(String element, String value) {
        StringData text = StringData.fromString(value);
        return GenericRowData.of(
                new GenericArrayData(new Object[] {StringData.fromString(element)}),
                new GenericMapData(Map.of(StringData.fromString("k"), text)));
    }

    @Test
    void aFewValuesTakeLittleHoweverManyRowsThereAre() throws IOException {
        WriterBudget budget = new WriterBudget(1 << 20);
        ArrowIpcBulkWriter writer =
                writer(
                        "few",
                        ArrowIpcWriteOptions.DEFAULT
                                .withBatchRows(1_000)
                                .withDictionaryColumns(List.of("id", "text")),
                        budget);
        RowData row = GenericRowData.of(1L, StringData.fromString("always the same"));
        for (int i = 0; i < 50_000; i++) {
            writer.addElement(row);
        }

        assertThat(writer.dictionaryBytes()).isLessThan(4_000);
        writer.finish();
    }

    private ArrowIpcBulkWriter writer(
            String name, ArrowIpcWriteOptions options, WriterBudget budget) throws IOException {
        return writer(name, ArrowFiles.ROW_TYPE, options, budget);
    }

    private ArrowIpcBulkWriter writer(
            String name, RowType type, ArrowIpcWriteOptions options, WriterBudget budget)
            throws IOException {
        FSDataOutputStream stream = new LocalDataOutputStream(directory.resolve(name).toFile());
        return new ArrowIpcBulkWriter(
                stream, "/data/out", FlinkToArrowTypes.schema(type), type, options, budget);
    }
}
