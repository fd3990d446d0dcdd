/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.sql;

import org.apache.flink.core.fs.Path;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.TableDescriptor;

import io.github.flinkarrow.connector.catalog.TableName;
import io.github.flinkarrow.connector.source.ArrowIpcSource;
import io.github.flinkarrow.connector.table.ArrowIpcTableFactory;

import java.io.IOException;

/** A file as a table of the name and the columns that a catalog gives it. */
record FileTable(String name, Path path) {

    static FileTable of(Path path) throws IOException {
        String name = TableName.ofFile(path.getName());
        if (name == null) {
            throw new IOException(
                    path
                            + ": no table can have the name of this file, which must not begin with _"
                            + " or .: rename it");
        }
        return new FileTable(name, path);
    }

    /**
     * What it is to Flink.
     *
     * @throws IOException if the columns cannot be read
     */
    TableDescriptor descriptor() throws IOException {
        Schema schema =
                Schema.newBuilder()
                        .fromRowDataType(
                                DataTypes.of(ArrowIpcSource.forPaths(path).build().rowType()))
                        .build();
        return TableDescriptor.forConnector(ArrowIpcTableFactory.IDENTIFIER)
                .option("path", path.toString())
                .schema(schema)
                .build();
    }
}
