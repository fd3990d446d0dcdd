/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.CatalogException;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import io.github.flinkarrow.format.IpcFileWriter;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.IntervalUnit;
import io.github.flinkarrow.format.schema.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which tables a directory has, and which columns. */
class CatalogListingTest {

    private static final String DATABASE = "default";

    @TempDir private Path directory;

    private ArrowIpcCatalog catalog;

    @BeforeEach
    void openCatalog() {
        catalog = catalog(new org.apache.flink.core.fs.Path(directory.toUri()));
    }

    private static ArrowIpcCatalog catalog(org.apache.flink.core.fs.Path path) {
        ArrowIpcCatalog catalog =
                new ArrowIpcCatalog(
                        "c", DATABASE, new CatalogDirectory(path, Map.of()), Dropping.REFUSED);
        catalog.open();
        return catalog;
    }

    @Test
    void aTableIsToldByItsFirstBytesAndNotByItsSuffix() throws Exception {
        for (String name : List.of("a.arrow", "b.arrows", "c.feather", "d.ipc", "e.txt", "f")) {
            ArrowFiles.write(directory.resolve(name), 1, 1);
        }
        Files.writeString(directory.resolve("text.arrow"), "no data, but text");
        Files.writeString(directory.resolve("v1.feather"), "FEA1....");
        Files.createFile(directory.resolve("empty.arrow"));
        Files.writeString(directory.resolve("short.arrow"), "A");

        assertThat(catalog.listTables(DATABASE)).containsExactly("a", "b", "c", "d", "e.txt", "f");
        assertThat(catalog.tableExists(new ObjectPath(DATABASE, "text"))).isFalse();
        assertThat(catalog.tableExists(new ObjectPath(DATABASE, "e.txt"))).isTrue();
    }

    @Test
    void archivesAreNotTakenForStreamsFromBeforeTheMarker() throws Exception {
        byte[] archive = Arrays.copyOf(new byte[] {0x1f, (byte) 0x8b, 8, 0}, 1_000_000);
        Files.write(directory.resolve("archive.gz"), archive);
        ByteBuffer old = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(directory.resolve("old"), old.putInt(64).putInt(16).array());

        assertThat(catalog.listTables(DATABASE)).containsExactly("old");
    }

    @Test
    void aDirectoryIsATableIfThereIsDataAtAnyDepth() throws Exception {
        Files.createDirectories(directory.resolve("t/a/b"));
        Files.createDirectories(directory.resolve("empty/a"));
        Files.createDirectories(directory.resolve("hidden/_a"));
        Files.writeString(directory.resolve("t/README"), "about it");
        ArrowFiles.write(directory.resolve("t/a/b/x"), 1, 1);
        ArrowFiles.write(directory.resolve("hidden/_a/x"), 1, 1);
        ArrowFiles.write(directory.resolve("hidden/.x"), 1, 1);
        ArrowFiles.write(directory.resolve("_x.arrow"), 1, 1);
        ArrowFiles.write(directory.resolve(".x.arrow"), 1, 1);

        assertThat(catalog.listTables(DATABASE)).containsExactly("t");
    }

    @Test
    void aDirectoryHasTheColumnsOfTheFirstFileThatIsArrow() throws Exception {
        Files.createDirectories(directory.resolve("t/p=1"));
        Files.writeString(directory.resolve("t/README.md"), "about it");
        ArrowFiles.write(directory.resolve("t/p=1/a.arrow"), 1, 1);

        assertThat(columns("t")).containsExactly("id", "text", "p");
    }

    @Test
    void ofNamesThatClashTheSmallestPathIsTheTable() throws Exception {
        write("x.arrow", Field.nullable("first", new ArrowType.Bool()));
        write("x.ipc", Field.nullable("second", new ArrowType.Bool()));
        Files.writeString(directory.resolve("x"), "text, which hides nothing");
        write("y.arrow", Field.nullable("second", new ArrowType.Bool()));
        Files.createDirectory(directory.resolve("y"));
        write("y/part", Field.nullable("first", new ArrowType.Bool()));

        assertThat(catalog.listTables(DATABASE)).containsExactly("x", "y");
        assertThat(columns("x")).containsExactly("first");
        assertThat(columns("y")).containsExactly("first");
    }

    @Test
    void aBrokenFileHidesNoOtherAndSaysWhatIsWrongWithIt() throws Exception {
        ArrowFiles.write(directory.resolve("a.arrow"), 1, 1);
        byte[] whole = Files.readAllBytes(directory.resolve("a.arrow"));
        Files.write(directory.resolve("b.arrow"), Arrays.copyOf(whole, whole.length / 2));
        Path secret = Files.createDirectory(directory.resolve("secret"));
        assertThat(secret.toFile().setExecutable(false)).isTrue();

        assertThat(catalog.listTables(DATABASE)).containsExactly("a", "b");
        assertThat(columns("a")).containsExactly("id", "text");
        assertThatThrownBy(() -> columns("b"))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("default.b")
                .hasMessageContaining("b.arrow: ")
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void namesThatFlinkCannotSayAreLeftOut() throws Exception {
        ArrowFiles.write(directory.resolve("a"), 1, 1);
        for (String name : List.of("line\nbreak", "back\\..\\slash", " .arrow", "..arrow")) {
            Files.copy(directory.resolve("a"), directory.resolve(name));
        }
        Files.createDirectory(directory.resolve("k=v"));
        ArrowFiles.write(directory.resolve("k=v/x"), 1, 1);

        assertThat(catalog.listTables(DATABASE)).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "a/b", "..", ".", "_a", ".a", "a\\b", "k=v", "A"})
    void aNameThatIsNoNameOfADirectoryIsNoTable(String name) throws Exception {
        Files.createDirectory(directory.resolve("a"));
        ArrowFiles.write(directory.resolve("a/b"), 1, 1);
        ArrowFiles.write(directory.resolve("_a"), 1, 1);

        ObjectPath path = new ObjectPath(DATABASE, name);
        assertThat(catalog.tableExists(path)).isFalse();
        assertThatThrownBy(() -> catalog.getTable(path)).isInstanceOf(TableNotExistException.class);
    }

    @Test
    void whatFlinkCannotHoldIsLeftOutAndNamedInTheComment() throws Exception {
        write(
                "t",
                Field.nullable("months", new ArrowType.Interval(IntervalUnit.YEAR_MONTH)),
                Field.nullable(" ", new ArrowType.Bool()),
                Field.nullable("wide", new ArrowType.Decimal(50, 2, 256)),
                Field.nullable("two", new ArrowType.Bool()),
                Field.nullable("two", new ArrowType.Bool()));
        write("none", Field.nullable(" ", new ArrowType.Bool()));

        assertThat(columns("t")).containsExactly("months");
        assertThat(catalog.getTable(new ObjectPath(DATABASE, "t")).getComment())
                .startsWith("Left out: ")
                .contains("'wide': ", "'two': ", "the name is blank");
        assertThatThrownBy(() -> columns("none"))
                .hasMessageContaining("there are no columns that Flink can hold");
    }

    @Test
    void listingOpensOneFileOfADirectoryAndReadsOnlyTheStartOfFiles() throws Exception {
        Files.createDirectory(directory.resolve("many"));
        Path first = directory.resolve("many/0");
        ArrowFiles.write(first, 10, 100);
        for (int i = 1; i < 200; i++) {
            Files.createLink(directory.resolve("many/" + i), first);
        }
        Files.createLink(directory.resolve("single.arrow"), first);
        WatchedFileSystem fileSystem = WatchedFileSystem.create();
        ArrowIpcCatalog watched = catalog(fileSystem.path(directory));
        fileSystem.accesses().forget();

        assertThat(watched.listTables(DATABASE)).containsExactly("many", "single");

        List<org.apache.flink.core.fs.Path> opened = fileSystem.accesses().opened();
        assertThat(opened).hasSize(2);
        assertThat(opened)
                .allSatisfy(
                        path ->
                                assertThat(fileSystem.accesses().bytesRead(path))
                                        .isLessThanOrEqualTo(16));
        assertThat(fileSystem.accesses().openStreams()).isZero();
    }

    @Test
    void aDirectoryOfOtherFilesIsGivenUpSoon() throws Exception {
        Files.createDirectory(directory.resolve("many"));
        Path first = Files.writeString(directory.resolve("many/0"), "no data, but text");
        for (int i = 1; i < 300; i++) {
            Files.createLink(directory.resolve("many/" + i), first);
        }
        WatchedFileSystem fileSystem = WatchedFileSystem.create();

        assertThat(catalog(fileSystem.path(directory)).listTables(DATABASE)).isEmpty();

        assertThat(fileSystem.accesses().opened()).hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void aPathThatIsNoDirectoryIsAnErrorAtOnce() throws Exception {
        ArrowFiles.write(directory.resolve("a"), 1, 1);

        for (String name : List.of("a", "missing")) {
            assertThatThrownBy(
                            () ->
                                    catalog(
                                            new org.apache.flink.core.fs.Path(
                                                    directory.resolve(name).toUri())))
                    .isInstanceOf(CatalogException.class)
                    .hasMessageContaining(name + ": ")
                    .hasMessageContaining("'path'");
        }
    }

    private List<String> columns(String table) throws TableNotExistException {
        CatalogBaseTable found = catalog.getTable(new ObjectPath(DATABASE, table));
        return found.getUnresolvedSchema().getColumns().stream()
                .map(column -> column.getName())
                .toList();
    }

    private void write(String name, Field... fields) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        directory.resolve(name),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE)) {
            new IpcFileWriter(channel, Schema.of(fields), WriteOptions.DEFAULT).finish();
        }
    }
}
