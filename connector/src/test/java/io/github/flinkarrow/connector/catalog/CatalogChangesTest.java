/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.table.api.ValidationException;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.Faults;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What may be created, altered and dropped, and what not. */
class CatalogChangesTest {

    @TempDir private Path directory;

    private CatalogSession dropping() {
        return CatalogSession.with(directory.toUri().toString(), ", 'drop-deletes-data' = 'true'");
    }

    @Test
    void droppingIsRefusedUnlessTheCatalogDeletesData() throws Exception {
        CatalogSession session = CatalogSession.of(directory);
        session.run("CREATE TABLE t (id BIGINT, text STRING)");
        ArrowFiles.write(directory.resolve("t/part"), 1, 1);

        assertThatThrownBy(() -> session.run("DROP TABLE t"))
                .hasStackTraceContaining("would delete the data")
                .hasStackTraceContaining("'drop-deletes-data' = 'true'");
        assertThat(directory.resolve("t/part")).exists();
        session.run("DROP TABLE IF EXISTS missing");

        dropping().run("DROP TABLE t");
        assertThat(directory).isEmptyDirectory();
        assertThat(session.tables()).isEmpty();
    }

    @Test
    void aTableWithoutFilesIsDroppedByAnyCatalog() throws Exception {
        CatalogSession session = CatalogSession.of(directory);
        session.run("CREATE TABLE t (id BIGINT, p STRING) PARTITIONED BY (p)");
        Files.createDirectories(directory.resolve("t/p=1"));
        Files.createDirectories(directory.resolve("t/.staging_1/cp-0"));
        ArrowFiles.write(directory.resolve("t/.staging_1/cp-0/part"), 1, 1);

        session.run("DROP TABLE t");

        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"part", "p=1/part", "p=1/.part", ".part.inprogress", "_SUCCESS", ".git/x"})
    void aFileInATableKeepsItFromBeingDropped(String file) throws Exception {
        CatalogSession session = CatalogSession.of(directory);
        session.run("CREATE TABLE t (id BIGINT, p STRING) PARTITIONED BY (p)");
        Path kept = directory.resolve("t").resolve(file);
        Files.createDirectories(kept.getParent());
        Files.writeString(kept, "kept");
        Path staged = Files.createDirectory(directory.resolve("t/.staging_1"));

        assertThatThrownBy(() -> session.run("DROP TABLE t"))
                .hasStackTraceContaining("'drop-deletes-data' = 'true'");

        assertThat(kept).hasContent("kept");
        assertThat(staged).exists();
        assertThat(session.tables()).containsExactly("t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p=1", ".staging_1", "part"})
    void aLinkInATableKeepsItFromBeingDropped(String link, @TempDir Path outside) throws Exception {
        CatalogSession session = CatalogSession.of(directory);
        session.run("CREATE TABLE t (id BIGINT, p STRING) PARTITIONED BY (p)");
        Files.createSymbolicLink(directory.resolve("t").resolve(link), outside);

        assertThatThrownBy(() -> session.run("DROP TABLE t"))
                .hasStackTraceContaining("'drop-deletes-data' = 'true'");

        assertThat(outside).exists();
        assertThat(session.tables()).containsExactly("t");
    }

    @Test
    void onlyWhatCreateTableHasMadeIsDropped() throws Exception {
        CatalogSession session = dropping();
        ArrowFiles.write(directory.resolve("file.arrow"), 1, 1);
        Files.createDirectory(directory.resolve("found"));
        ArrowFiles.write(directory.resolve("found/part"), 1, 1);
        session.run("CREATE TABLE t (id BIGINT)");
        Files.createSymbolicLink(directory.resolve("link"), directory.resolve("t"));

        for (String table : List.of("file", "found", "link")) {
            assertThatThrownBy(() -> session.run("DROP TABLE " + table))
                    .hasStackTraceContaining("only for tables that CREATE TABLE has made");
        }
        assertThat(session.tables()).containsExactly("file", "found", "link", "t");
    }

    @Test
    void droppingFollowsNoLinks(@TempDir Path outside) throws Exception {
        CatalogSession session = dropping();
        session.run("CREATE TABLE t (id BIGINT)");
        ArrowFiles.write(outside.resolve("kept"), 1, 1);
        Files.createSymbolicLink(directory.resolve("t/link"), outside);

        session.run("DROP TABLE t");

        assertThat(directory).isEmptyDirectory();
        assertThat(outside.resolve("kept")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/b", "_x", ".x", "k=v", "a\\b", ".."})
    void aTableNeedsTheNameOfADirectoryWithData(String name) throws Exception {
        Path catalog = Files.createDirectory(directory.resolve("catalog"));

        assertThatThrownBy(
                        () ->
                                CatalogSession.of(catalog)
                                        .run("CREATE TABLE `" + name + "` (id BIGINT)"))
                .hasStackTraceContaining("There can be no table of the name '" + name + "'");
        assertThat(catalog).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(id BIGINT) WITH ('connector' = 'datagen') | of its own connector, not of 'datagen'",
                "(id BIGINT) WITH ('path' = '/tmp') | leave out 'path'",
                "(id BIGINT) WITH ('arrow-ipc.compresion' = 'lz4') | arrow-ipc.compresion",
                "(id BIGINT) WITH ('arrow-ipc.compression' = 'gzip') | none, lz4, zstd",
                "(id BIGINT) WITH ('format' = 'csv') | format",
                "(id BIGINT, twice AS id * 2) | a computed column",
                "(t TIMESTAMP(3), WATERMARK FOR t AS t) | a watermark",
                "(id BIGINT) WITH ('sink.partition-commit.policy.class' = 'X') | policy.class",
                "(id BIGINT) DISTRIBUTED BY (id) INTO 4 BUCKETS | DISTRIBUTED BY",
                "(id BIGINT, r RAW('java.lang.Object', '')) | RAW",
                "(id BIGINT, t TIMESTAMP(3), v VARIANT) | VARIANT"
            })
    void whatIsNotKeptIsAnError(String definition, String message) {
        CatalogSession session = CatalogSession.of(directory);

        assertThatThrownBy(() -> session.run("CREATE TABLE t " + definition))
                .hasStackTraceContaining(message);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aNameThatIsTakenIsAnErrorAndNothingIsOverwritten() throws Exception {
        CatalogSession session = CatalogSession.of(directory);
        ArrowFiles.write(directory.resolve("a.arrow"), 1, 1);
        Files.writeString(directory.resolve("text"), "no data");
        Files.createDirectory(directory.resolve("texts"));
        Files.writeString(directory.resolve("texts/1"), "no data");
        Files.createDirectory(directory.resolve("empty"));

        assertThatThrownBy(() -> session.run("CREATE TABLE a (id BIGINT)"))
                .hasStackTraceContaining("already exists");
        session.run("CREATE TABLE IF NOT EXISTS a (other BIGINT)");
        assertThat(session.rows("DESCRIBE a")).hasSize(2);
        for (String name : List.of("text", "texts")) {
            assertThatThrownBy(() -> session.run("CREATE TABLE " + name + " (id BIGINT)"))
                    .hasStackTraceContaining("choose another name");
        }
        session.run("CREATE TABLE `empty` (id BIGINT)");

        assertThat(session.tables()).containsExactly("a", "empty");
    }

    @Test
    void ofThoseWhoCreateATableAtTheSameTimeOneHasMadeIt() throws Exception {
        int sessions = 8;
        ExecutorService threads = Executors.newFixedThreadPool(sessions);
        int made = 0;
        try {
            List<CatalogSession> all =
                    Stream.generate(() -> CatalogSession.of(directory)).limit(sessions).toList();
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < sessions; i++) {
                String create = "CREATE TABLE t (c" + i + " BIGINT)";
                CatalogSession session = all.get(i);
                results.add(
                        threads.submit(
                                () -> {
                                    session.run(create);
                                    return null;
                                }));
            }
            for (Future<?> result : results) {
                try {
                    result.get();
                    made++;
                } catch (ExecutionException e) {
                    assertThat(e).hasStackTraceContaining("already exists");
                }
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(made).isEqualTo(1);
        assertThat(directory.toFile().list()).containsExactly("t");
        assertThat(directory.resolve("t").toFile().list()).containsExactly(StoredTable.FILE);
    }

    /** A file system may say by an exception that somebody was faster. */
    @Test
    void whoCreatesATableTooLateLearnsThatItExists() throws Exception {
        Path others = Files.createDirectory(directory.resolve("others"));
        Path catalog = Files.createDirectory(directory.resolve("catalog"));
        CatalogSession.of(others).run("CREATE TABLE t (theirs BIGINT)");
        WatchedFileSystem fileSystem = WatchedFileSystem.create();
        CatalogSession session = CatalogSession.with(fileSystem.path(catalog).toString(), "");
        fileSystem.setFaults(
                Faults.NONE
                        .withWritingDenied()
                        .in(
                                path ->
                                        path.getName().equals("t")
                                                && isMade(others.resolve("t"), catalog)));

        assertThatThrownBy(() -> session.run("CREATE TABLE t (ours BIGINT)"))
                .hasStackTraceContaining("already exists");

        assertThat(catalog.toFile().list()).containsExactly("t");
        assertThat(session.rows("DESCRIBE t").get(0).getField(0)).isEqualTo("theirs");
    }

    /** Puts a table where somebody is about to put theirs. */
    private static boolean isMade(Path table, Path catalog) {
        return !Files.exists(table)
                || table.toFile().renameTo(catalog.resolve(table.getFileName()).toFile());
    }

    @Test
    void whatAlteringLeavesTheFilesReadableWithIsKept() throws Exception {
        CatalogSession session =
                CatalogSession.with(
                        directory.toUri().toString(), ", 'arrow-ipc.compression' = 'lz4'");
        session.run("CREATE TABLE t (id BIGINT) COMMENT 'about it'");
        session.run("ALTER TABLE t SET ('arrow-ipc.batch.rows' = '100')");
        session.run("ALTER TABLE t ADD text STRING");
        session.run("ALTER TABLE t RENAME TO renamed");

        CatalogSession next = CatalogSession.of(directory);
        assertThat(next.tables()).containsExactly("renamed");
        assertThat(next.rows("DESCRIBE renamed")).hasSize(2);
        assertThat(next.rows("SHOW CREATE TABLE renamed").toString())
                .contains("'arrow-ipc.batch.rows' = '100'", "about it")
                .doesNotContain("compression");
        assertThat(session.rows("SHOW CREATE TABLE renamed").toString())
                .contains("'arrow-ipc.compression' = 'lz4'");
        assertThat(directory.resolve("renamed").toFile().list()).containsExactly(StoredTable.FILE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MODIFY id INT",
                "RENAME id TO number",
                "DROP text",
                "ADD added BIGINT NOT NULL",
                "ADD twice AS id * 2",
                "SET ('connector' = 'datagen')",
                "SET ('path' = '/tmp')",
                "SET ('no-such-option' = '1')",
                "RENAME TO `a/b`",
                "RENAME TO taken",
                "ADD PARTITION (text = 'x')"
            })
    void otherChangesAreErrors(String change) throws Exception {
        CatalogSession session = CatalogSession.of(directory);
        session.run("CREATE TABLE t (id BIGINT, text STRING) PARTITIONED BY (text)");
        session.run("CREATE TABLE taken (id BIGINT)");
        List<?> before = session.rows("SHOW CREATE TABLE t");

        assertThatThrownBy(() -> session.run("ALTER TABLE t " + change))
                .isInstanceOf(RuntimeException.class);

        assertThat(session.rows("SHOW CREATE TABLE t")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE DATABASE d | has no databases but 'default'",
                "DROP DATABASE d | d does not exist",
                "CREATE VIEW v AS SELECT 1 AS x | no views",
                "CREATE FUNCTION f AS 'x.Y' | has no functions"
            })
    void thereAreTablesInOneDatabaseOnly(String statement, String message) {
        assertThatThrownBy(() -> CatalogSession.of(directory).run(statement))
                .hasStackTraceContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ", 'drop-delete-data' = 'true' | drop-deletes-data",
                ", 'arrow-ipc.compresion' = 'lz4' | arrow-ipc.compression",
                ", 'arrow-ipc.batch.rows' = '0' | at least 1",
                ", 'drop-deletes-data' = 'perhaps' | drop-deletes-data",
                ", 'default-database' = ' ' | default-database"
            })
    void aWrongOptionOfTheCatalogIsAnErrorThatSaysWhatIsValid(String option, String message) {
        assertThatThrownBy(() -> CatalogSession.with(directory.toUri().toString(), option))
                .isInstanceOf(ValidationException.class)
                .hasStackTraceContaining(message);
    }
}
