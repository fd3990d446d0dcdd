/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.InstantiationUtil;

import io.github.flinkarrow.connector.data.InvalidValueException;
import io.github.flinkarrow.connector.data.Values;
import io.github.flinkarrow.connector.source.ArrowIpcDeserializationSchema;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.UncheckedIOException;
import java.util.List;

import static io.github.flinkarrow.connector.types.Types.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArrowIpcSerializationSchemaTest {

    private static final RowType TYPE = row("id INT NOT NULL, text STRING");

    @Test
    void aMessageIsAStreamUnlessTheOptionsSayOtherwise() throws Exception {
        byte[] stream = new ArrowIpcSerializationSchema(TYPE).serialize(rowOf(1, "one"));
        byte[] file =
                new ArrowIpcSerializationSchema(TYPE, ArrowIpcWriteOptions.DEFAULT)
                        .serialize(rowOf(1, "one"));

        assertThat(container(stream)).isEqualTo(IpcContainer.STREAM);
        assertThat(container(file)).isEqualTo(IpcContainer.FILE);
    }

    @ParameterizedTest
    @EnumSource(names = "INSERT", mode = EnumSource.Mode.EXCLUDE)
    void onlyInsertionsAreWritten(RowKind kind) {
        ArrowIpcSerializationSchema writer = new ArrowIpcSerializationSchema(TYPE);
        RowData row = rowOf(1, "one");
        row.setRowKind(kind);

        assertThatThrownBy(() -> writer.serialize(row))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("a row of kind " + kind);
    }

    @Test
    void aRowThatCannotBeWrittenLeavesNothingBehind() throws Exception {
        ArrowIpcSerializationSchema writer = new ArrowIpcSerializationSchema(TYPE);
        byte[] one = writer.serialize(rowOf(1, "one"));

        assertThatThrownBy(() -> writer.serialize(rowOf(null, "none")))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(InvalidValueException.class)
                .hasMessageContaining("id");
        assertThat(writer.serialize(rowOf(1, "one"))).isEqualTo(one);
    }

    @Test
    void aRowSaysNothingOfTheRowsBefore() {
        ArrowIpcSerializationSchema writer = new ArrowIpcSerializationSchema(TYPE);
        byte[] first = writer.serialize(rowOf(1, "a"));
        writer.serialize(rowOf(Integer.MAX_VALUE, "x".repeat(3 << 20)));
        writer.serialize(rowOf(-1, "another one that is longer"));

        assertThat(writer.serialize(rowOf(1, "a"))).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource
    void dictionariesAreThoseOfEachMessage(IpcContainer container) throws Exception {
        ArrowIpcSerializationSchema writer =
                new ArrowIpcSerializationSchema(
                        TYPE,
                        ArrowIpcWriteOptions.DEFAULT
                                .withContainer(container)
                                .withDictionaryColumns(List.of("text")));
        writer.serialize(rowOf(1, "one"));
        byte[] second = writer.serialize(rowOf(2, "two"));

        ArrowIpcDeserializationSchema reader = new ArrowIpcDeserializationSchema(TYPE);
        assertThat(Values.plain(reader.deserialize(second), TYPE)).isEqualTo(List.of(2, "two"));
        assertThat(writer.serialize(rowOf(2, "two"))).isEqualTo(second);
        if (container == IpcContainer.STREAM) {
            try (IpcStreamReader stream =
                    IpcStreamReader.open(
                            SeekableInput.ofBytes("second", second), ReadOptions.DEFAULT)) {
                assertThat(stream.schema().fields().get(1).isDictionaryEncoded()).isTrue();
            }
        }
    }

    @Test
    void whatCannotBeWrittenFailsWhereItIsDeclared() {
        assertThatThrownBy(
                        () ->
                                new ArrowIpcSerializationSchema(
                                        TYPE,
                                        ArrowIpcWriteOptions.DEFAULT.withDictionaryColumns(
                                                List.of("none"))))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("'none'");
    }

    @ParameterizedTest
    @EnumSource
    void columnsThatNoMessageCanHaveFailWhereTheyAreDeclared(IpcContainer container) {
        ArrowIpcWriteOptions options = ArrowIpcWriteOptions.DEFAULT.withContainer(container);
        LogicalType deep = new IntType();
        for (int level = 0; level < 70; level++) {
            deep = new ArrayType(deep);
        }
        RowType tooDeep = RowType.of(deep);
        RowType unpaired =
                RowType.of(new LogicalType[] {new IntType()}, new String[] {"half \ud800"});

        for (RowType type : List.of(tooDeep, unpaired)) {
            assertThatThrownBy(() -> new ArrowIpcSerializationSchema(type, options))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("cannot be those of an Arrow IPC");
        }
    }

    @Test
    void theSchemaTravelsToTheTasksAlsoWhenItWasUsed() throws Exception {
        ArrowIpcSerializationSchema writer = new ArrowIpcSerializationSchema(TYPE);
        byte[] message = writer.serialize(rowOf(1, "one"));

        assertThat(InstantiationUtil.clone(writer).serialize(rowOf(1, "one"))).isEqualTo(message);
    }

    private static IpcContainer container(byte[] message) throws Exception {
        return IpcContainer.of(SeekableInput.ofBytes("message", message));
    }

    private static RowData rowOf(Integer id, String text) {
        return GenericRowData.of(id, StringData.fromString(text));
    }
}
