/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tables of files that are there, with nothing declared. */
class CatalogReadITCase {

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    @TempDir private Path directory;

    @Test
    void filesAndDirectoriesWithArrowDataAreTables() throws Exception {
        CatalogSession session = CatalogSession.of(directory);
        ArrowFiles.write(directory.resolve("a.arrow"), 2, 10);
        ArrowFiles.write(directory.resolve("without suffix"), 1, 5);
        Files.createDirectories(directory.resolve("many/deep"));
        ArrowFiles.write(directory.resolve("many/part-0"), 1, 1);
        ArrowFiles.write(directory.resolve("many/deep/part-1"), 1, 2);

        assertThat(session.tables()).containsExactly("a", "many", "without suffix");
        assertThat(session.rows("SELECT COUNT(*), MAX(id) FROM a"))
                .containsExactly(Row.of(20L, 19L));
        assertThat(session.rows("SELECT text FROM many"))
                .containsExactlyInAnyOrder(
                        Row.of(ArrowFiles.text(0)),
                        Row.of(ArrowFiles.text(0)),
                        Row.of(ArrowFiles.text(1)));
        assertThat(session.rows("SELECT COUNT(*) FROM `without suffix`"))
                .containsExactly(Row.of(5L));
    }

    @Test
    void namesWithSignsOfPathsAreTables() throws Exception {
        CatalogSession session = CatalogSession.of(directory);
        List<String> names = List.of("10:30", "a b;%20#é'?*", "ünï\"code");
        for (String name : names) {
            ArrowFiles.write(directory.resolve("x"), 1, 3);
            Files.move(directory.resolve("x"), directory.resolve(name + ".arrow"));
        }

        assertThat(session.tables()).containsExactlyInAnyOrderElementsOf(names);
        for (String name : names) {
            assertThat(session.rows("SELECT SUM(id) FROM `" + name + "`"))
                    .containsExactly(Row.of(3L));
        }
    }

    @Test
    void directoriesOfValuesArePartitions() throws Exception {
        CatalogSession session = CatalogSession.of(directory);
        for (String day : List.of("1", "2")) {
            Path partition = directory.resolve("t/year=2026/day=" + day);
            Files.createDirectories(partition);
            ArrowFiles.write(partition.resolve("part.arrow"), 1, 3);
        }

        assertThat(session.rows("SELECT `day`, COUNT(*), MIN(`year`) FROM t GROUP BY `day`"))
                .containsExactlyInAnyOrder(Row.of("1", 3L, "2026"), Row.of("2", 3L, "2026"));
        assertThat(session.rows("SHOW PARTITIONS t"))
                .containsExactly(Row.of("year=2026/day=1"), Row.of("year=2026/day=2"));
        assertThat(session.rows("SHOW PARTITIONS t PARTITION (`day` = '2')"))
                .containsExactly(Row.of("year=2026/day=2"));
        assertThat(session.explain("SELECT id FROM t WHERE `day` = '2'"))
                .contains("partitions=[{day=2, year=2026}]");
        assertThat(session.rows("SELECT id FROM t WHERE `day` = '2' AND id > 1"))
                .containsExactly(Row.of(2L));
    }

    @Test
    void anotherFileInADirectoryFailsQueriesUnlessTheySkipIt() throws Exception {
        CatalogSession session = CatalogSession.of(directory);
        Files.createDirectory(directory.resolve("t"));
        Files.writeString(directory.resolve("t/README.md"), "about it");
        ArrowFiles.write(directory.resolve("t/a.arrow"), 1, 3);

        assertThat(session.tables()).containsExactly("t");
        assertThatThrownBy(() -> session.rows("SELECT id FROM t"))
                .hasStackTraceContaining("README.md: ");
        assertThat(session.rows("SELECT id FROM t /*+ OPTIONS('on-broken-file' = 'skip') */"))
                .containsExactlyInAnyOrder(Row.of(0L), Row.of(1L), Row.of(2L));
    }
}
