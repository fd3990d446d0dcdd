/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.InstantiationUtil;

import io.github.flinkarrow.connector.data.InvalidValueException;
import io.github.flinkarrow.connector.data.RowTypeInfo;
import io.github.flinkarrow.connector.data.Values;
import io.github.flinkarrow.connector.testing.CollectedRows;
import io.github.flinkarrow.connector.types.IncompatibleTypeException;
import io.github.flinkarrow.connector.types.Types;
import io.github.flinkarrow.format.Compression;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.UnsupportedIpcFeatureException;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.WrittenBatches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import static io.github.flinkarrow.connector.types.Types.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArrowIpcDeserializationSchemaTest {

    private static final Schema SCHEMA =
            Schema.of(
                    Field.nullable("id", Types.INT32),
                    Field.nullable("text", Types.UTF8),
                    Field.nullable("more", Types.FLOAT64));
    private static final RowType TYPE = row("id INT, text STRING");

    @ParameterizedTest
    @EnumSource
    void everyRowOfEveryRecordBatchIsRead(IpcContainer container) throws Exception {
        byte[] message = message(container, Compression.NONE, batch(1, 2, 3), batch(), batch(4));

        assertThat(read(TYPE, message))
                .containsExactly(
                        List.of(1, "text 1"),
                        List.of(2, "text 2"),
                        List.of(3, "text 3"),
                        List.of(4, "text 4"));
    }

    @Test
    void aMessageOfNothingHasNoRows() throws Exception {
        assertThat(read(TYPE, (byte[]) null)).isEmpty();
        assertThat(read(TYPE, new byte[0])).isEmpty();
        assertThat(read(TYPE, message(IpcContainer.STREAM, Compression.NONE))).isEmpty();
        assertThat(new ArrowIpcDeserializationSchema(TYPE).deserialize(null)).isNull();
    }

    @Test
    void columnsAreFoundByNameAndMissingOnesAreNull() throws Exception {
        byte[] message = message(IpcContainer.STREAM, Compression.NONE, batch(7));

        assertThat(read(row("text STRING, other ROW<a INT>, id BIGINT"), message))
                .containsExactly(Arrays.asList("text 7", null, 7L));
    }

    @Test
    void aColumnThatDoesNotFitTheTableIsAnErrorThatNamesIt() throws Exception {
        byte[] message = message(IpcContainer.STREAM, Compression.NONE, batch(7));

        assertThatThrownBy(() -> read(row("id INT, other INT NOT NULL"), message))
                .isInstanceOf(IncompatibleTypeException.class)
                .hasMessageStartingWith("connector's message: column")
                .hasMessageContaining("other")
                .hasMessageContaining("does not exist, but is declared INT NOT NULL");
        assertThatThrownBy(() -> read(row("text INT"), message))
                .isInstanceOf(IncompatibleTypeException.class)
                .hasMessageContaining("text")
                .hasMessageContaining("Utf8");
    }

    @Test
    void aNullThatIsDeclaredNotNullIsAnError() throws Exception {
        byte[] message =
                message(
                        IpcContainer.STREAM,
                        Compression.NONE,
                        List.of(Collections.singletonList(null), List.of("text"), List.of(0.5)));

        assertThatThrownBy(() -> read(row("id INT NOT NULL"), message))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("id");
    }

    @Test
    void everyMessageIsReadByItsOwnSchema() throws Exception {
        byte[] first = message(IpcContainer.STREAM, Compression.NONE, batch(1));
        Schema turned =
                Schema.of(Field.nullable("text", Types.UTF8), Field.nullable("id", Types.INT8));
        byte[] second =
                WrittenBatches.write(
                        IpcContainer.STREAM,
                        turned,
                        List.of(List.of(List.of("turned"), List.of((byte) 2))),
                        WriteOptions.DEFAULT);

        assertThat(read(TYPE, first, second, first))
                .containsExactly(List.of(1, "text 1"), List.of(2, "turned"), List.of(1, "text 1"));
    }

    @Test
    void rowsOfCompressedMessagesStayValid() throws Exception {
        List<Compression> compressions = List.of(Compression.values());
        byte[][] messages = new byte[50][];
        for (int i = 0; i < messages.length; i++) {
            messages[i] =
                    message(
                            IpcContainer.STREAM,
                            compressions.get(i % compressions.size()),
                            batch(i, i, i, i, i, i, i, i),
                            batch(i));
        }

        List<List<?>> rows = read(TYPE, messages);

        assertThat(rows).hasSize(9 * messages.length);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i)).isEqualTo(List.of(i / 9, "text " + i / 9));
        }
    }

    @Test
    void whatIsNoArrowIsAnErrorThatSaysSo() {
        byte[] json = "{\"id\": 1}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> read(TYPE, json))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageStartingWith("connector's message: neither an Arrow IPC file");
    }

    @ParameterizedTest
    @EnumSource
    void aMessageThatIsCutIsAnErrorOrEndsBetweenTwoOfItsParts(IpcContainer container)
            throws Exception {
        byte[] whole = message(container, Compression.NONE, batch(1, 2), batch(3));
        List<List<?>> rows = read(TYPE, whole);
        int errors = 0;
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                assertThat(read(TYPE, cut)).isIn(List.of(), rows.subList(0, 2), rows);
            } catch (IpcFormatException e) {
                errors++;
            }
        }
        assertThat(errors).isGreaterThan(whole.length - 16);
    }

    @Test
    void limitsAreThoseOfTheOptions() throws Exception {
        byte[] message = message(IpcContainer.STREAM, Compression.ZSTD, batch(new Integer[1000]));
        ArrowIpcReadOptions options = ArrowIpcReadOptions.DEFAULT;

        for (ArrowIpcReadOptions limited :
                List.of(options.withMaxBatchBytes(100), options.withMaxMetadataBytes(10))) {
            assertThatThrownBy(
                            () ->
                                    new ArrowIpcDeserializationSchema(TYPE, limited)
                                            .deserialize(message, new CollectedRows()))
                    .isInstanceOf(UnsupportedIpcFeatureException.class)
                    .hasMessageStartingWith("connector's message: message ")
                    .hasMessageContaining("the limit of 10");
        }
    }

    @Test
    void rowsAreWhatConnectorsCastThemTo() throws Exception {
        byte[] message = message(IpcContainer.STREAM, Compression.NONE, batch(5));

        assertThat(new ArrowIpcDeserializationSchema(TYPE).deserialize(message))
                .isInstanceOf(GenericRowData.class);
    }

    @Test
    void connectorsMayAskForTheOnlyRow() throws Exception {
        ArrowIpcDeserializationSchema reader = new ArrowIpcDeserializationSchema(TYPE);
        byte[] one = message(IpcContainer.STREAM, Compression.NONE, batch(5));
        byte[] three = message(IpcContainer.STREAM, Compression.NONE, batch(1, 2), batch(3));

        assertThat(Values.plain(reader.deserialize(one), TYPE)).isEqualTo(List.of(5, "text 5"));
        assertThatThrownBy(() -> reader.deserialize(three))
                .isInstanceOf(IOException.class)
                .hasMessage("a message has 3 rows, but the connector takes one row a message");
    }

    @Test
    void theSchemaTravelsToTheTasksAlsoWhenItWasUsed() throws Exception {
        ArrowIpcDeserializationSchema reader = new ArrowIpcDeserializationSchema(TYPE);
        byte[] message = message(IpcContainer.STREAM, Compression.NONE, batch(5));
        reader.deserialize(message);

        ArrowIpcDeserializationSchema copy = InstantiationUtil.clone(reader);

        assertThat(Values.plain(copy.deserialize(message), TYPE)).isEqualTo(List.of(5, "text 5"));
        assertThat(copy.getProducedType()).isEqualTo(RowTypeInfo.of(TYPE));
    }

    private static List<List<Object>> batch(Integer... ids) {
        List<Object> values = Arrays.asList((Object[]) ids);
        return List.of(
                values,
                values.stream().<Object>map(id -> "text " + id).toList(),
                Collections.nCopies(ids.length, 0.5));
    }

    @SafeVarargs
    private static byte[] message(
            IpcContainer container, Compression compression, List<List<Object>>... batches)
            throws IOException {
        List<List<List<Object>>> all = new ArrayList<>();
        for (List<List<Object>> batch : batches) {
            all.add(batch);
        }
        return WrittenBatches.write(
                container, SCHEMA, all, WriteOptions.DEFAULT.withCompression(compression));
    }

    /** The rows of messages, looked at when all have been read. */
    private static List<List<?>> read(RowType type, byte[]... messages) throws IOException {
        ArrowIpcDeserializationSchema reader = new ArrowIpcDeserializationSchema(type);
        CollectedRows rows = new CollectedRows();
        for (byte[] message : messages) {
            reader.deserialize(message, rows);
        }
        return rows.rows().stream().<List<?>>map(row -> Values.plain(row, type)).toList();
    }
}
