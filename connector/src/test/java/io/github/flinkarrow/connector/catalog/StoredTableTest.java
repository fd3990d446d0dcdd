/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import io.github.flinkarrow.format.IpcFileWriter;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a file {@code _schema.arrow} may say of a table, whoever wrote it. */
class StoredTableTest {

    @TempDir private Path directory;

    private final Map<String, String> properties = new LinkedHashMap<>();

    @BeforeEach
    void describeATable() throws IOException {
        properties.put("flink.table.schema.0.name", "id");
        properties.put("flink.table.schema.0.data-type", "BIGINT");
        Files.createDirectory(directory.resolve("t"));
    }

    @Test
    void whereTheTableIsAndWhatReadsItIsNotForTheFileToSay() throws Exception {
        properties.put("flink.table.path", "/elsewhere");
        properties.put("flink.table.connector", "datagen");
        write();

        assertThat(CatalogSession.of(directory).rows("SHOW CREATE TABLE t").toString())
                .contains("'connector' = 'arrow-ipc'", directory.resolve("t").toString())
                .doesNotContain("elsewhere", "datagen");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RAW('io.github.flinkarrow.connector.catalog.StoredTableTest$Loaded', 'AAAA')",
                "STRUCTURED<'io.github.flinkarrow.connector.catalog.StoredTableTest$Loaded', x INT>",
                "ROW<r RAW('io.github.flinkarrow.connector.catalog.StoredTableTest$Loaded', 'A')>",
                "`c`.`d`.`some_type`",
                "NO SUCH TYPE",
                ""
            })
    void aTypeLoadsNoClass(String type) throws Exception {
        properties.put("flink.table.schema.0.data-type", type);
        write();

        assertRefused("the definition of the table cannot be read");
        assertThat(System.getProperty(Loaded.class.getName())).isNull();
    }

    @Test
    void aTypeOfVeryManyLevelsIsRefused() throws Exception {
        properties.put(
                "flink.table.schema.0.data-type",
                "ARRAY<".repeat(100_000) + "INT" + ">".repeat(100_000));
        write();

        assertRefused("more than 200 levels");
    }

    @ParameterizedTest
    @CsvSource({
        "schema.0.expr, id * 2, a computed column",
        "schema.watermark.0.rowtime, id, a watermark",
        "sink.partition-commit.policy.class, x.Y, policy.class",
        "sink.partition-commit.success-file.name, ../../x, success-file.name"
    })
    void nothingIsExecuted(String key, String value, String message) throws Exception {
        properties.put("flink.table." + key, value);
        if (key.contains("watermark")) {
            properties.put("flink.table.schema.watermark.0.strategy.expr", "id");
            properties.put("flink.table.schema.watermark.0.strategy.data-type", "BIGINT");
        }
        write();

        assertRefused(message);
    }

    @Test
    void aFileThatIsBrokenOrOfSomethingElseIsAnError() throws Exception {
        properties.clear();
        write();
        assertRefused("there is no definition of a table");

        Files.writeString(directory.resolve("t/_schema.arrow"), "no Arrow");
        assertRefused("_schema.arrow: ");
    }

    @Test
    void whatACrashLeavesIsNoTable() throws Exception {
        write();
        Files.move(directory.resolve("t"), directory.resolve("_new-1"));
        Files.createDirectory(directory.resolve("t"));
        Files.writeString(directory.resolve("t/_new-1"), "half");

        assertThat(CatalogSession.of(directory).tables()).isEmpty();
    }

    private void assertRefused(String message) {
        CatalogSession session = CatalogSession.of(directory);
        assertThat(session.tables()).isEqualTo(List.of("t"));
        assertThatThrownBy(() -> session.rows("DESCRIBE t"))
                .hasStackTraceContaining("_schema.arrow: ")
                .hasStackTraceContaining(message);
    }

    private void write() throws IOException {
        Schema schema =
                new Schema(
                        List.of(Field.nullable("id", new ArrowType.Int(64, true))),
                        KeyValueMetadata.of(properties));
        try (FileChannel channel =
                FileChannel.open(
                        directory.resolve("t/_schema.arrow"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            new IpcFileWriter(channel, schema, WriteOptions.DEFAULT).finish();
        }
    }

    /** Says so if it is loaded. */
    static final class Loaded {
        static {
            System.setProperty(Loaded.class.getName(), "loaded");
        }
    }
}
