/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CollectionUtil;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Tables of files that are there, with nothing declared. */
class CatalogReadITCase {

    @TempDir private Path directory;

    private TableEnvironment sql;

    @BeforeEach
    void createCatalog() {
        sql = TableEnvironment.create(EnvironmentSettings.inBatchMode());
        sql.getConfig().set("parallelism.default", "2");
        sql.executeSql(
                "CREATE CATALOG c WITH ('type' = 'arrow-ipc', 'path' = '%s')"
                        .formatted(directory.toUri()));
        sql.executeSql("USE CATALOG c");
    }

    @Test
    void filesAndDirectoriesWithArrowDataAreTables() throws Exception {
        ArrowFiles.write(directory.resolve("a.arrow"), 2, 10);
        ArrowFiles.write(directory.resolve("without suffix"), 1, 5);
        Files.createDirectories(directory.resolve("many/deep"));
        ArrowFiles.write(directory.resolve("many/part-0"), 1, 1);
        ArrowFiles.write(directory.resolve("many/deep/part-1"), 1, 2);
        Files.writeString(directory.resolve("text.txt"), "no data");
        Files.createDirectory(directory.resolve("empty"));

        assertThat(rows("SHOW TABLES"))
                .containsExactly(Row.of("a"), Row.of("many"), Row.of("without suffix"));
        assertThat(rows("SELECT COUNT(*), MAX(id) FROM a")).containsExactly(Row.of(20L, 19L));
        assertThat(rows("SELECT text FROM many"))
                .containsExactlyInAnyOrder(
                        Row.of(ArrowFiles.text(0)),
                        Row.of(ArrowFiles.text(0)),
                        Row.of(ArrowFiles.text(1)));
        assertThat(rows("SELECT COUNT(*) FROM `without suffix`")).containsExactly(Row.of(5L));
    }

    @Test
    void directoriesOfValuesArePartitions() throws Exception {
        for (String day : List.of("1", "2")) {
            Path partition = directory.resolve("t/year=2026/day=" + day);
            Files.createDirectories(partition);
            ArrowFiles.write(partition.resolve("part.arrow"), 1, 3);
        }

        assertThat(rows("SELECT `day`, COUNT(*), MIN(`year`) FROM t GROUP BY `day`"))
                .containsExactlyInAnyOrder(Row.of("1", 3L, "2026"), Row.of("2", 3L, "2026"));
    }

    private List<Row> rows(String query) {
        return CollectionUtil.iteratorToList(sql.executeSql(query).collect());
    }
}
