/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.sql;

import org.apache.flink.core.fs.Path;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.TableDescriptor;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.utils.EncodingUtils;

import io.github.flinkarrow.connector.source.ArrowIpcSource;

import java.io.File;
import java.io.IOException;
import java.util.regex.Pattern;

record FileTable(String name, Path path, RowType type) {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");
    private static final Pattern SUFFIX = Pattern.compile("\\.(arrow|arrows|feather|ipc)$");

    static FileTable of(String file) throws IOException {
        Path path =
                SCHEME.matcher(file).matches()
                        ? new Path(file)
                        : Path.fromLocalFile(new File(file).getAbsoluteFile());
        String name = SUFFIX.matcher(path.getName()).replaceFirst("");
        return new FileTable(name, path, ArrowIpcSource.forPaths(path).build().rowType());
    }

    void addTo(TableEnvironment tables) {
        tables.createTemporaryTable(
                EncodingUtils.escapeIdentifier(name),
                TableDescriptor.forConnector("arrow-ipc")
                        .option("path", path.toString())
                        .schema(Schema.newBuilder().fromRowDataType(DataTypes.of(type)).build())
                        .build());
    }
}
