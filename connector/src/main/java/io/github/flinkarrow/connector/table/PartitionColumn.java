/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.core.fs.Path;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.utils.PartitionPathUtils;

import java.io.IOException;
import java.io.Serializable;

/**
 * A column whose values are in the names of directories, as {@code name=value}.
 *
 * @param nullName what stands for NULL
 */
record PartitionColumn(String name, LogicalType type, String nullName) implements Serializable {

    private static final long serialVersionUID = 1L;

    /**
     * The value for the rows of a file, as Flink holds it.
     *
     * @throws IOException if the path has none, or one of another type
     */
    Object valueIn(Path file) throws IOException {
        String text = PartitionPathUtils.extractPartitionSpecFromPath(file).get(name);
        if (text == null) {
            throw new IOException(
                    "%s: the file is in no directory '%s=…', but the table is partitioned by '%s'"
                            .formatted(file, name, name));
        } else if (text.equals(nullName)) {
            return null;
        }
        DataType dataType = DataTypes.of(type);
        try {
            return PartitionPathUtils.convertStringToInternalValue(text, dataType);
        } catch (RuntimeException e) {
            throw new IOException(
                    "%s: the value of the partition column '%s' is no %s"
                            .formatted(file, name, type.asSummaryString()),
                    e);
        }
    }
}
