/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.utils.PartitionPathUtils;

import io.github.flinkarrow.connector.source.ArrowIpcReadOptions;
import io.github.flinkarrow.connector.source.FileHead;
import io.github.flinkarrow.connector.types.ArrowToFlinkTypes;
import io.github.flinkarrow.connector.types.ColumnPath;
import io.github.flinkarrow.connector.types.InferredRowType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A table that nobody has declared: its columns are those of its smallest path with Arrow data. */
final class InferredTable {

    private static final Logger LOG = LoggerFactory.getLogger(InferredTable.class);

    private InferredTable() {}

    /**
     * The table, without the columns that Flink cannot name or hold, which its comment says.
     *
     * @param options of the table
     * @param readOptions the same, of reading
     * @return null if there is no Arrow data
     * @throws IOException if that file cannot be read, or has no columns for Flink
     */
    static CatalogTable of(
            TableData data, Map<String, String> options, ArrowIpcReadOptions readOptions)
            throws IOException {
        FileStatus first = data.firstArrow();
        if (first == null) {
            return null;
        }
        List<String> partitionKeys = partitionKeys(data.path(), first.getPath());
        InferredRowType inferred =
                ArrowToFlinkTypes.inferRowType(FileHead.schema(first, readOptions));
        List<String> leftOut = new ArrayList<>();
        inferred.skipped().forEach(column -> leftOut.add(column.toString()));
        Schema.Builder schema = Schema.newBuilder();
        for (RowType.RowField column : inferred.rowType().getFields()) {
            if (partitionKeys.contains(column.getName())) {
                leftOut.add(
                        ColumnPath.of(column.getName())
                                + ": the partition has its value, in place of the file");
            } else {
                schema.column(column.getName(), DataTypes.of(column.getType()));
            }
        }
        partitionKeys.forEach(key -> schema.column(key, DataTypes.STRING()));
        String comment = leftOut.isEmpty() ? "" : "Left out: " + String.join("; ", leftOut);
        if (!leftOut.isEmpty()) {
            LOG.warn("{}: columns are left out: {}", data.path(), leftOut);
        }
        Schema columns = schema.build();
        if (columns.getColumns().isEmpty()) {
            throw new IOException(
                    "%s: there are no columns that Flink can hold. %s"
                            .formatted(first.getPath(), comment));
        }
        return CatalogTable.newBuilder()
                .schema(columns)
                .comment(comment)
                .partitionKeys(partitionKeys)
                .options(options)
                .build();
    }

    /** The keys of the directories {@code key=value} in which a file of the table is. */
    private static List<String> partitionKeys(Path table, Path file) throws IOException {
        Deque<String> directories = new ArrayDeque<>();
        for (Path path = file.getParent();
                path.depth() > table.depth() && !file.equals(table);
                path = path.getParent()) {
            directories.push(path.getName());
        }
        List<String> keys = new ArrayList<>();
        for (String directory : directories) {
            int end = directory.lastIndexOf('=');
            if (end <= 0 || end == directory.length() - 1) {
                break;
            }
            String key = PartitionPathUtils.unescapePathName(directory.substring(0, end));
            if (key.isBlank() || keys.contains(key)) {
                throw new IOException(
                        "%s: the partition column '%s' is blank or there twice"
                                .formatted(file, key));
            }
            keys.add(key);
        }
        return keys;
    }
}
