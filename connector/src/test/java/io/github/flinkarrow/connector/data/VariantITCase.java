/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.types.variant.BinaryVariant;
import org.apache.flink.types.variant.Variant;
import org.apache.flink.types.variant.VariantBuilder;
import org.apache.flink.util.CloseableIterator;

import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.WrittenBatches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** SQL over a column that is declared VARIANT. */
class VariantITCase {

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    @TempDir private Path directory;

    private final TableEnvironment sql = TableEnvironment.create(EnvironmentSettings.inBatchMode());

    private static Object stored(Variant variant) {
        BinaryVariant binary = (BinaryVariant) variant;
        return List.of(PlainValues.hex(binary.getMetadata()), PlainValues.hex(binary.getValue()));
    }

    @Test
    void variantsAreReadInQueries() throws Exception {
        VariantBuilder of = Variant.newBuilder();
        Field variant =
                new Field(
                        "v",
                        true,
                        new ArrowType.Struct(),
                        null,
                        List.of(
                                Field.notNull("metadata", new ArrowType.Binary()),
                                Field.notNull("value", new ArrowType.Binary())),
                        KeyValueMetadata.of(Map.of(Field.EXTENSION_NAME, "arrow.parquet.variant")));
        List<Object> values =
                Arrays.asList(
                        stored(of.object().add("n", of.of(1)).build()),
                        null,
                        stored(of.array().add(of.of("x")).build()));
        byte[] file =
                WrittenBatches.write(
                        IpcContainer.FILE,
                        Schema.of(variant),
                        List.of(List.of(values)),
                        WriteOptions.DEFAULT);
        Files.write(directory.resolve("a.arrow"), file);
        sql.executeSql(
                """
                CREATE TABLE t (v VARIANT)
                WITH ('connector' = 'filesystem', 'format' = 'arrow-ipc', 'path' = '%s')
                """
                        .formatted(directory.toUri()));

        List<String> found = new ArrayList<>();
        try (CloseableIterator<Row> rows = sql.executeSql("SELECT v FROM t").collect()) {
            rows.forEachRemaining(row -> found.add(String.valueOf(row.getField(0))));
        }
        assertThat(found).containsExactlyInAnyOrder("{\"n\":1}", "null", "[\"x\"]");
        assertThatThrownBy(() -> sql.executeSql("INSERT INTO t SELECT * FROM t").await())
                .hasMessageContaining("column 'v': Arrow has no type for VARIANT");
    }
}
