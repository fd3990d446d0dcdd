/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.catalog.CatalogPropertiesUtil;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.expressions.DefaultSqlFactory;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.source.ArrowIpcReadOptions;
import io.github.flinkarrow.connector.source.FileHead;
import io.github.flinkarrow.connector.source.LocalDirectory;
import io.github.flinkarrow.connector.types.FlinkToArrowTypes;
import io.github.flinkarrow.format.IpcFileWriter;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.KeyValueMetadata.KeyValue;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What CREATE TABLE said of a table: the file {@code _schema.arrow} in its directory, without rows.
 * Its columns are those of the table, and its schema's metadata has what Flink makes of a table to
 * keep it.
 */
final class StoredTable {

    static final String FILE = "_schema.arrow";

    private static final String PREFIX = "flink.table.";

    /** Tells tables of the same definition apart. */
    private static final String ID = "flink.table-id";

    private StoredTable() {}

    /** Writes the file of a table, whose definition has been checked. */
    static void write(Path file, ResolvedCatalogTable table, String id) throws IOException {
        RowType columns =
                (RowType) table.getResolvedSchema().toPhysicalRowDataType().getLogicalType();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(ID, id);
        CatalogPropertiesUtil.serializeCatalogTable(table, DefaultSqlFactory.INSTANCE)
                .forEach((key, value) -> metadata.put(PREFIX + key, value));
        Schema schema =
                new Schema(
                        FlinkToArrowTypes.schema(columns).fields(), KeyValueMetadata.of(metadata));
        try (WritableByteChannel output =
                Channels.newChannel(
                        file.getFileSystem().create(file, FileSystem.WriteMode.NO_OVERWRITE))) {
            new IpcFileWriter(output, schema, WriteOptions.DEFAULT).finish();
        }
    }

    /** The identifier of the table in a directory. */
    static String id(Path directory) throws IOException {
        return read(directory).metadata().get(ID).orElse("");
    }

    /**
     * The table in a directory, as it was declared.
     *
     * @throws IOException if the file cannot be read, or says what CREATE TABLE cannot have said
     */
    static CatalogTable table(Path directory) throws IOException {
        Map<String, String> properties = new LinkedHashMap<>();
        for (KeyValue pair : read(directory).metadata().pairs()) {
            if (pair.key().startsWith(PREFIX)) {
                properties.put(pair.key().substring(PREFIX.length()), pair.value());
            }
        }
        try {
            if (properties.isEmpty()) {
                throw new IOException("there is no definition of a table");
            }
            StoredProperties.requireSafe(properties);
            CatalogTable table = CatalogPropertiesUtil.deserializeCatalogTable(properties);
            TableDefinition.requireSafe(table);
            return table;
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "%s: the definition of the table cannot be read: %s"
                            .formatted(file(directory), e.getMessage()),
                    e);
        }
    }

    private static Schema read(Path directory) throws IOException {
        Path file = file(directory);
        return FileHead.schema(
                file.getFileSystem().getFileStatus(file), ArrowIpcReadOptions.DEFAULT);
    }

    static Path file(Path directory) {
        return LocalDirectory.child(directory, FILE);
    }
}
