/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What INSERT OVERWRITE and dropping a partition may delete. */
class OverwritingITCase {

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    @TempDir private Path directory;
    @TempDir private Path outside;

    private CatalogSession session;

    @BeforeEach
    void keepAFileOutside() throws Exception {
        session =
                CatalogSession.with(directory.toUri().toString(), ", 'drop-deletes-data' = 'true'");
        Files.createDirectories(outside.resolve("b=2"));
        ArrowFiles.write(outside.resolve("b=2/kept"), 1, 1);
    }

    @Test
    void aDirectoryThatCreateTableHasNotMadeIsNotOverwritten() throws Exception {
        Path found = Files.createDirectory(directory.resolve("found"));
        ArrowFiles.write(found.resolve("a.arrow"), 1, 1);
        Files.writeString(found.resolve("notes.txt"), "kept");

        assertRefused("INSERT OVERWRITE found VALUES (1, 'x')", "that CREATE TABLE has made");
        session.run("INSERT INTO found VALUES (1, 'x')");

        assertThat(found.resolve("a.arrow")).exists();
        assertThat(found.resolve("notes.txt")).hasContent("kept");
    }

    @Test
    void aPartitionOfSuchADirectoryIsNotOverwritten() throws Exception {
        Path partition = Files.createDirectories(directory.resolve("found/p=1"));
        ArrowFiles.write(partition.resolve("a.arrow"), 1, 1);

        assertRefused(
                "INSERT OVERWRITE found PARTITION (p = '1') SELECT 1, 'x'",
                "that CREATE TABLE has made");

        assertThat(partition.resolve("a.arrow")).exists();
    }

    @Test
    void anOptionOfTheQueryLeadsToNoOtherDirectory() throws Exception {
        session.run("CREATE TABLE t (id BIGINT)");

        assertRefused(
                "INSERT OVERWRITE t /*+ OPTIONS('path' = '" + outside + "') */ VALUES (1)",
                "that CREATE TABLE has made");

        assertThat(outside.resolve("b=2/kept")).exists();
    }

    @Test
    void aDefinitionThatIsALinkMakesNoTable() throws Exception {
        session.run("CREATE TABLE t (id BIGINT)");
        Path found = Files.createDirectory(directory.resolve("found"));
        Files.createSymbolicLink(
                found.resolve(StoredTable.FILE), directory.resolve("t").resolve(StoredTable.FILE));
        Files.writeString(found.resolve("notes.txt"), "kept");

        assertRefused("INSERT OVERWRITE found VALUES (1)", "that CREATE TABLE has made");
        assertThatThrownBy(() -> session.run("DROP TABLE found"))
                .hasStackTraceContaining("that CREATE TABLE has made");

        assertThat(found.resolve("notes.txt")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"link", "a=1/b=2/link", "a=1/_hidden/link"})
    void aTableThatLinksLeadOutOfIsNotOverwritten(String link) throws Exception {
        session.run("CREATE TABLE t (id BIGINT, a STRING, b STRING) PARTITIONED BY (a, b)");
        Path path = directory.resolve("t").resolve(link);
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, outside);

        assertRefused("INSERT OVERWRITE t VALUES (1, '1', '2')", "is a symbolic link");
        assertRefused(
                "INSERT OVERWRITE t PARTITION (a = '1', b = '2') SELECT CAST(1 AS BIGINT)",
                "is a symbolic link");

        assertThat(outside.resolve("b=2/kept")).exists();
    }

    @Test
    void aPartitionBehindALinkIsNotOverwritten() throws Exception {
        session.run("CREATE TABLE t (id BIGINT, a STRING, b STRING) PARTITIONED BY (a, b)");
        Files.createSymbolicLink(directory.resolve("t/a=1"), outside);

        assertRefused(
                "INSERT OVERWRITE t PARTITION (a = '1', b = '2') SELECT CAST(1 AS BIGINT)",
                "a=1: is a symbolic link");

        assertThat(outside.resolve("b=2/kept")).exists();
    }

    @Test
    void aPartitionBehindALinkIsNotDropped() throws Exception {
        session.run("CREATE TABLE t (id BIGINT, a STRING, b STRING) PARTITIONED BY (a, b)");
        Files.createSymbolicLink(directory.resolve("t/a=1"), outside);

        assertThatThrownBy(() -> session.run("ALTER TABLE t DROP PARTITION (a = '1', b = '2')"))
                .hasStackTraceContaining("a=1: is a symbolic link");

        assertThat(outside.resolve("b=2/kept")).exists();
    }

    @Test
    void aPartitionThatIsALinkIsDroppedWithoutWhatItLeadsTo() throws Exception {
        session.run("CREATE TABLE t (id BIGINT, a STRING, b STRING) PARTITIONED BY (a, b)");
        Path partition = directory.resolve("t/a=1/b=2");
        Files.createDirectories(partition.getParent());
        Files.createSymbolicLink(partition, outside.resolve("b=2"));

        session.run("ALTER TABLE t DROP PARTITION (a = '1', b = '2')");

        assertThat(partition).doesNotExist();
        assertThat(outside.resolve("b=2/kept")).exists();
    }

    @Test
    void whatCreateTableHasMadeIsOverwritten() throws Exception {
        session.run("CREATE TABLE t (id BIGINT, p STRING) PARTITIONED BY (p)");
        session.run("INSERT INTO t VALUES (1, 'a'), (2, 'b')");
        session.run("INSERT OVERWRITE t PARTITION (p = 'a') SELECT CAST(3 AS BIGINT)");

        assertThat(session.rows("SELECT * FROM t"))
                .containsExactlyInAnyOrder(Row.of(3L, "a"), Row.of(2L, "b"));
    }

    private void assertRefused(String statement, String message) {
        assertThatThrownBy(() -> session.run(statement))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("INSERT OVERWRITE")
                .hasMessageContaining(message);
    }
}
