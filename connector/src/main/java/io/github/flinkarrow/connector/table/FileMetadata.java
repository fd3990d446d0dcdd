/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a metadata column may say of a row's file: the same as Flink's file system connector. */
enum FileMetadata {
    PATH("file.path") {
        @Override
        DataType nullableType() {
            return DataTypes.STRING();
        }

        @Override
        Object of(FileSourceSplit split) {
            return StringData.fromString(split.path().getPath());
        }
    },
    NAME("file.name") {
        @Override
        DataType nullableType() {
            return DataTypes.STRING();
        }

        @Override
        Object of(FileSourceSplit split) {
            return StringData.fromString(split.path().getName());
        }
    },
    SIZE("file.size") {
        @Override
        DataType nullableType() {
            return DataTypes.BIGINT();
        }

        @Override
        Object of(FileSourceSplit split) {
            return split.fileSize();
        }
    },
    MODIFICATION_TIME("file.modification-time") {
        @Override
        DataType nullableType() {
            return DataTypes.TIMESTAMP_LTZ(3);
        }

        @Override
        Object of(FileSourceSplit split) {
            return TimestampData.fromEpochMillis(split.fileModificationTime());
        }
    };

    private final String key;

    FileMetadata(String key) {
        this.key = key;
    }

    /** The types by their keys. */
    static Map<String, DataType> types() {
        Map<String, DataType> types = new LinkedHashMap<>();
        for (FileMetadata metadata : values()) {
            types.put(metadata.key, metadata.nullableType().notNull());
        }
        return types;
    }

    static FileMetadata of(String key) {
        return Arrays.stream(values())
                .filter(metadata -> metadata.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(key));
    }

    abstract DataType nullableType();

    /** The value for rows of a split, as Flink holds it. */
    abstract Object of(FileSourceSplit split);
}
