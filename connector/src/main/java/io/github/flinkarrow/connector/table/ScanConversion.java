/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.source.RowConversion;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * Rows of the scan from those of the files.
 *
 * @param readType of the rows of the files
 * @param producedType of the rows of the scan
 * @param fields where each field of the scan is
 * @param partitions the partition columns of the scan, which come first in what a path says
 * @param metadata what else the scan has of the files
 */
record ScanConversion(
        RowType readType,
        TypeInformation<RowData> producedType,
        List<ScanField> fields,
        List<PartitionColumn> partitions,
        List<FileMetadata> metadata)
        implements RowConversion<RowData> {

    private static final long serialVersionUID = 1L;

    @Override
    public OfSplit<RowData> open(ClassLoader classLoader) {
        if (isIdentity()) {
            return split -> Function.identity();
        }
        ScanField[] all = fields.toArray(new ScanField[0]);
        return split -> {
            RowData path = ofPath(split);
            return row -> new ScanRow(all, row, path);
        };
    }

    private boolean isIdentity() {
        if (fields.size() != readType.getFieldCount()) {
            return false;
        }
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.get(i).isColumn(i)) {
                return false;
            }
        }
        return true;
    }

    private RowData ofPath(FileSourceSplit split) throws IOException {
        GenericRowData row = new GenericRowData(partitions.size() + metadata.size());
        int position = 0;
        for (PartitionColumn partition : partitions) {
            row.setField(position++, partition.valueIn(split.path()));
        }
        for (FileMetadata known : metadata) {
            row.setField(position++, known.of(split));
        }
        return row;
    }
}
