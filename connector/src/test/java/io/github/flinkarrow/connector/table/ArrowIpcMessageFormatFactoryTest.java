/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.format.ProjectableDecodingFormat;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.SerializationFormatFactory;
import org.apache.flink.table.types.DataType;

import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.UnsupportedIpcFeatureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArrowIpcMessageFormatFactoryTest {

    private static final DataType ROW =
            DataTypes.ROW(
                            DataTypes.FIELD("id", DataTypes.INT()),
                            DataTypes.FIELD("text", DataTypes.STRING()))
                    .notNull();
    private static final RowData ONE = GenericRowData.of(1, StringData.fromString("one"));

    @Test
    void flinkFindsTheFormatForMessages() {
        ClassLoader loader = getClass().getClassLoader();

        assertThat(
                        FactoryUtil.discoverFactory(
                                loader, DeserializationFormatFactory.class, "arrow-ipc"))
                .isInstanceOf(ArrowIpcMessageFormatFactory.class);
        assertThat(
                        FactoryUtil.discoverFactory(
                                loader, SerializationFormatFactory.class, "arrow-ipc"))
                .isInstanceOf(ArrowIpcMessageFormatFactory.class);
    }

    @Test
    void theOptionsAreThoseOfTheFormatForFiles() {
        ArrowIpcMessageFormatFactory messages = new ArrowIpcMessageFormatFactory();
        ArrowIpcFormatFactory files = new ArrowIpcFormatFactory();

        assertThat(messages.optionalOptions()).isEqualTo(files.optionalOptions());
        assertThat(messages.requiredOptions()).isEqualTo(files.requiredOptions());
        assertThat(messages.factoryIdentifier()).isEqualTo(files.factoryIdentifier());
    }

    @Test
    void onlyInsertionsAreReadAndWritten() {
        ArrowIpcMessageFormatFactory factory = new ArrowIpcMessageFormatFactory();
        Configuration none = new Configuration();

        assertThat(factory.createDecodingFormat(context(Map.of()), none).getChangelogMode())
                .isEqualTo(ChangelogMode.insertOnly());
        assertThat(factory.createEncodingFormat(context(Map.of()), none).getChangelogMode())
                .isEqualTo(ChangelogMode.insertOnly());
    }

    @Test
    void connectorsThatCanProjectReadTheChosenColumnsOnly() throws Exception {
        byte[] message = writer(Map.of()).serialize(ONE);

        RowData row = reader(Map.of(), new int[][] {{1}}).deserialize(message);

        assertThat(row.getArity()).isEqualTo(1);
        assertThat(row.getString(0)).isEqualTo(StringData.fromString("one"));
    }

    @ParameterizedTest
    @CsvSource({
        "compresion, lz4, Unsupported options found for 'arrow-ipc'",
        "batch.rows, 0, 'arrow-ipc.batch.rows' must be at least 1",
        "compression.level, 3, 'arrow-ipc.compression.level' needs 'arrow-ipc.compression'"
    })
    void anOptionThatIsWrongIsRefusedToReadersAndWriters(String key, String value, String message) {
        assertThatThrownBy(() -> reader(Map.of(key, value), new int[][] {{0}, {1}}))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> writer(Map.of(key, value)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anUnknownOptionIsAnErrorThatListsTheOthers() {
        assertThatThrownBy(() -> writer(Map.of("compresion", "lz4")))
                .hasMessageContaining("arrow-ipc.compresion")
                .hasMessageContaining("arrow-ipc.compression.level")
                .hasMessageContaining("arrow-ipc.limit.batch-bytes");
    }

    @ParameterizedTest
    @CsvSource({"batch.rows, 10", "batch.bytes, 1 mb"})
    void theSizeOfRecordBatchesIsRefusedWhereMessagesAreWritten(String key, String value) {
        assertThatCode(() -> reader(Map.of(key, value), new int[][] {{0}, {1}}))
                .doesNotThrowAnyException();
        assertThatCode(
                        () ->
                                new ArrowIpcMessageFormatFactory()
                                        .createEncodingFormat(
                                                context(prefixed(Map.of(key, value))),
                                                Configuration.fromMap(Map.of(key, value))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> writer(Map.of(key, value)))
                .isInstanceOf(ValidationException.class)
                .hasMessage(
                        "'arrow-ipc.%s' does not apply to messages, which are written with one row each: leave it out",
                        key);
    }

    @ParameterizedTest
    @CsvSource({", STREAM", "stream, STREAM", "file, FILE"})
    void aMessageIsAStreamUnlessTheOptionSaysFile(String value, IpcContainer container)
            throws Exception {
        Map<String, String> options = value == null ? Map.of() : Map.of("container", value);
        byte[] message = writer(options).serialize(ONE);

        assertThat(IpcContainer.of(SeekableInput.ofBytes("message", message))).isEqualTo(container);
        assertThat(reader(options, new int[][] {{0}, {1}}).deserialize(message).getInt(0))
                .isEqualTo(1);
    }

    @Test
    void messagesHaveStatisticsOnlyWhereTheOptionSaysSo() {
        int without = writer(Map.of("container", "file")).serialize(ONE).length;
        int with = writer(Map.of("container", "file", "statistics", "true")).serialize(ONE).length;

        assertThat(with).isGreaterThan(without);
    }

    @Test
    void limitsReachTheReader() throws Exception {
        byte[] message = writer(Map.of()).serialize(ONE);

        assertThatThrownBy(
                        () ->
                                reader(Map.of("limit.metadata-bytes", "8 bytes"), new int[][] {{0}})
                                        .deserialize(message))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageContaining("(limit.metadata-bytes)");
    }

    private static DeserializationSchema<RowData> reader(
            Map<String, String> options, int[][] projection) {
        ProjectableDecodingFormat<DeserializationSchema<RowData>> format =
                (ProjectableDecodingFormat<DeserializationSchema<RowData>>)
                        new ArrowIpcMessageFormatFactory()
                                .createDecodingFormat(
                                        context(prefixed(options)), Configuration.fromMap(options));
        return format.createRuntimeDecoder(null, ROW, projection);
    }

    private static SerializationSchema<RowData> writer(Map<String, String> options) {
        return new ArrowIpcMessageFormatFactory()
                .createEncodingFormat(context(prefixed(options)), Configuration.fromMap(options))
                .createRuntimeEncoder(null, ROW);
    }

    private static Map<String, String> prefixed(Map<String, String> options) {
        Map<String, String> prefixed = new TreeMap<>();
        options.forEach((key, value) -> prefixed.put("arrow-ipc." + key, value));
        return prefixed;
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
                                Column.physical("text", DataTypes.STRING())));
        return new FactoryUtil.DefaultDynamicTableContext(
                ObjectIdentifier.of("catalog", "database", "table"),
                table,
                Map.of(),
                new Configuration(),
                ArrowIpcMessageFormatFactoryTest.class.getClassLoader(),
                false);
    }
}
