/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import io.github.flinkarrow.format.testing.Oracle;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The life of tables of one catalog, their files as arrow-java reads them. */
@Oracle
class CreatedTableOracleTest {

    @TempDir private Path directory;

    @Test
    void arrowJavaReadsWhatTheTablesHave() throws Exception {
        CatalogSession session = CatalogSession.of(directory);
        session.run("CREATE TABLE plain (id BIGINT, name STRING)");
        assertThat(rows("plain/_schema.arrow")).containsExactly("[id, name]");
        session.run("INSERT INTO plain VALUES (1, 'one'), (2, 'two')");
        session.run("INSERT INTO plain VALUES (3, 'three')");
        session.run(
                "CREATE TABLE parted PARTITIONED BY (p)"
                        + " AS SELECT id, name, CAST(id AS INT) AS p FROM plain");
        session.run("INSERT OVERWRITE plain VALUES (4, 'four')");

        CatalogSession next =
                CatalogSession.with(directory.toUri().toString(), ", 'drop-deletes-data' = 'true'");
        assertThat(rowsBelow("plain")).containsExactly("[4, four]");
        assertThat(rowsBelow("parted"))
                .containsExactlyInAnyOrder("[1, one]", "[2, two]", "[3, three]");
        next.run("INSERT OVERWRITE parted PARTITION (p = 3) SELECT * FROM plain");
        assertThat(rowsBelow("parted"))
                .containsExactlyInAnyOrder("[1, one]", "[2, two]", "[4, four]");
        next.run("DROP TABLE parted");
        assertThat(next.tables()).containsExactly("plain");
        assertThat(directory.resolve("parted")).doesNotExist();
    }

    private List<String> rowsBelow(String table) throws IOException {
        List<String> rows = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(directory.resolve(table))) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String file = directory.relativize(path).toString();
                if (!path.getFileName().toString().startsWith("_")) {
                    List<String> all = rows(file);
                    assertThat(all.remove(0)).isEqualTo("[id, name]");
                    rows.addAll(all);
                }
            }
        }
        return rows;
    }

    /** The names of the columns, and then the rows. */
    private List<String> rows(String file) throws IOException {
        List<String> rows = new ArrayList<>();
        try (BufferAllocator allocator = new RootAllocator();
                ArrowFileReader reader =
                        new ArrowFileReader(
                                FileChannel.open(directory.resolve(file)),
                                allocator,
                                CommonsCompressionFactory.INSTANCE)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            rows.add(root.getFieldVectors().stream().map(FieldVector::getName).toList().toString());
            while (reader.loadNextBatch()) {
                for (int row = 0; row < root.getRowCount(); row++) {
                    int index = row;
                    rows.add(
                            root.getFieldVectors().stream()
                                    .map(vector -> vector.getObject(index))
                                    .toList()
                                    .toString());
                }
            }
        }
        return rows;
    }
}
