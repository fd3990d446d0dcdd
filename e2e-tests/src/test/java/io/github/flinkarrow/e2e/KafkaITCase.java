/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.CollectionUtil;
import org.apache.flink.util.ExceptionUtils;

import io.github.flinkarrow.format.Compression;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.WrittenBatches;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Tables whose rows are messages of Kafka, with a broker in this JVM. */
class KafkaITCase {

    private static KafkaClusterTestKit kafka;

    @BeforeAll
    static void startBroker() throws Exception {
        kafka =
                new KafkaClusterTestKit.Builder(
                                new TestKitNodes.Builder()
                                        .setCombined(true)
                                        .setNumBrokerNodes(1)
                                        .setNumControllerNodes(1)
                                        .build())
                        .setConfigProp("offsets.topic.num.partitions", 1)
                        .setConfigProp("offsets.topic.replication.factor", (short) 1)
                        .build();
        kafka.format();
        kafka.startup();
        kafka.waitForReadyBrokers();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        kafka.close();
    }

    @Test
    void theStatementsOfTheDocumentationRun() throws Exception {
        TableEnvironment tables = tables(EnvironmentSettings.inBatchMode());
        List<Row> rows = List.of();
        for (String statement :
                Markdown.page("docs/how-to/messages.md").blocks("sql").get(0).split(";", -1)) {
            if (!statement.isBlank()) {
                TableResult result =
                        tables.executeSql(statement.replace("kafka:9092", bootstrapServers()));
                result.await();
                rows = CollectionUtil.iteratorToList(result.collect());
            }
        }

        assertThat(rows).containsExactlyInAnyOrder(Row.of("ORD", 2L, 121L), Row.of("ATL", 1L, -5L));
    }

    @Test
    void everyRowOfTheMessagesOfOthersIsRead() throws Exception {
        TableEnvironment tables =
                table(
                        "batches",
                        "id INT, missing STRING, `text` STRING, `offset` BIGINT METADATA VIRTUAL",
                        "");
        send("batches", message(IpcContainer.STREAM, Compression.ZSTD, 1, 2, 3));
        send("batches", null);
        send("batches", new byte[0]);
        send("batches", message(IpcContainer.FILE, Compression.LZ4_FRAME, 4));
        send("batches", message(IpcContainer.STREAM, Compression.NONE));

        assertThat(rows(tables, "SELECT * FROM batches"))
                .containsExactly(
                        Row.of(1, null, "text 1", 0L),
                        Row.of(2, null, "text 2", 0L),
                        Row.of(3, null, "text 3", 0L),
                        Row.of(4, null, "text 4", 3L));
    }

    @Test
    void aBrokenMessageFailsTheJobWithAnErrorThatSaysWhatIsWrong() throws Exception {
        TableEnvironment tables = table("broken", "id INT", "");
        byte[] message = message(IpcContainer.STREAM, Compression.NONE, 1, 2, 3);
        send("broken", Arrays.copyOf(message, message.length - 30));

        Throwable failure = catchThrowable(() -> rows(tables, "SELECT * FROM broken"));

        assertThat(ExceptionUtils.findThrowable(failure, IpcFormatException.class))
                .hasValueSatisfying(
                        cause ->
                                assertThat(cause)
                                        .hasMessageStartingWith("connector's message: message 1 @")
                                        .hasMessageContaining("the input ends inside the body"));
    }

    @Test
    void keysAndValuesMayBothBeMessagesOfTheFormat() throws Exception {
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
        tables.getConfig().set("parallelism.default", "1");
        tables.executeSql(
                """
                CREATE TABLE longest (origin STRING, delay BIGINT, PRIMARY KEY (origin) NOT ENFORCED)
                WITH ('connector' = 'upsert-kafka', 'topic' = 'longest',
                    'properties.bootstrap.servers' = '%s', 'scan.bounded.mode' = 'latest-offset',
                    'key.format' = 'arrow-ipc', 'value.format' = 'arrow-ipc',
                    'value.arrow-ipc.compression' = 'lz4')
                """
                        .formatted(bootstrapServers()));

        tables.executeSql(
                        "INSERT INTO longest SELECT origin, MAX(delay) FROM (VALUES ('ORD', 61),"
                                + " ('ATL', -5), ('ORD', 70), ('ORD', 3)) AS f (origin, delay)"
                                + " GROUP BY origin")
                .await();

        assertThat(rows(tables, "SELECT * FROM longest"))
                .containsExactlyInAnyOrder(
                        Row.of("ATL", -5L),
                        Row.of("ORD", 61L),
                        Row.ofKind(RowKind.UPDATE_BEFORE, "ORD", 61L),
                        Row.ofKind(RowKind.UPDATE_AFTER, "ORD", 70L));
    }

    @Test
    void anUnknownOptionIsAnErrorThatListsTheOthers() {
        TableEnvironment tables = table("misspelt", "id INT", ", 'arrow-ipc.compresion' = 'lz4'");

        assertThatThrownBy(() -> rows(tables, "SELECT * FROM misspelt"))
                .hasRootCauseInstanceOf(ValidationException.class)
                .rootCause()
                .hasMessageContaining("arrow-ipc.compresion")
                .hasMessageContaining("arrow-ipc.compression.level");
    }

    private static String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    private static TableEnvironment tables(EnvironmentSettings settings) {
        TableEnvironment tables = TableEnvironment.create(settings);
        tables.getConfig().set("parallelism.default", "1");
        return tables;
    }

    private static TableEnvironment table(String topic, String columns, String options) {
        TableEnvironment tables = tables(EnvironmentSettings.inBatchMode());
        tables.executeSql(
                """
                CREATE TABLE %s (%s)
                WITH ('connector' = 'kafka', 'topic' = '%s', 'format' = 'arrow-ipc',
                    'properties.bootstrap.servers' = '%s', 'scan.startup.mode' = 'earliest-offset',
                    'scan.bounded.mode' = 'latest-offset' %s)
                """
                        .formatted(topic, columns, topic, bootstrapServers(), options));
        return tables;
    }

    private static void send(String topic, byte[] message) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, message)).get();
        }
    }

    private static byte[] message(IpcContainer container, Compression compression, Integer... ids)
            throws Exception {
        Schema schema =
                Schema.of(
                        Field.nullable("text", new ArrowType.Utf8()),
                        Field.nullable("id", new ArrowType.Int(32, true)));
        List<Object> texts = Arrays.stream(ids).<Object>map(id -> "text " + id).toList();
        return WrittenBatches.write(
                container,
                schema,
                List.of(List.of(texts, List.of((Object[]) ids))),
                WriteOptions.DEFAULT.withCompression(compression));
    }

    private static List<Row> rows(TableEnvironment tables, String query) throws Exception {
        try (CloseableIterator<Row> rows = tables.executeSql(query).collect()) {
            return CollectionUtil.iteratorToList(rows);
        }
    }
}
