/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.source.RowConversion;

import java.util.ArrayList;
import java.util.List;

/** Which columns of a table a query uses, and where they come from. */
final class ScanColumns {

    private final ArrowIpcTable table;
    private final int[][] projection;
    private final FieldSelection ofFiles;

    /**
     * @param projection a path a field, into the physical columns
     */
    ScanColumns(ArrowIpcTable table, int[][] projection) {
        this.table = table;
        this.projection = projection;
        this.ofFiles = new FieldSelection(table.rowType());
        for (int[] path : projection) {
            if (!isPartition(path)) {
                ofFiles.add(path);
            }
        }
    }

    private boolean isPartition(int[] path) {
        return table.partitionKeys().contains(name(path));
    }

    private String name(int[] path) {
        return table.rowType().getFieldNames().get(path[0]);
    }

    /**
     * What a filter says of the files: their columns alone are in them.
     *
     * @param produced what the names in the filter refer to, the columns of the scan first
     */
    ScanFilter filter(List<ResolvedExpression> filters, RowType produced) {
        List<RowType.RowField> partitions = new ArrayList<>();
        List<RowType.RowField> ofFile = new ArrayList<>();
        for (int i = 0; i < projection.length; i++) {
            RowType.RowField field = produced.getFields().get(i);
            if (projection[i].length == 1 && field.getName().equals(name(projection[i]))) {
                (isPartition(projection[i]) ? partitions : ofFile).add(field);
            }
        }
        return ScanFilter.of(filters, new RowType(false, ofFile), new RowType(false, partitions));
    }

    /** What is read of the files. */
    RowType readType() {
        return ofFiles.readType();
    }

    /**
     * Makes the rows of the scan.
     *
     * @param produced of the rows: the columns, and what is wanted of the files behind them
     */
    RowConversion<RowData> conversion(
            TypeInformation<RowData> produced, List<FileMetadata> metadata) {
        RowType read = readType();
        List<ScanField> fields = new ArrayList<>();
        List<PartitionColumn> partitions = new ArrayList<>();
        for (int[] path : projection) {
            if (isPartition(path)) {
                fields.add(ScanField.ofPath(partitions.size()));
                partitions.add(table.partitionColumn(name(path)));
            } else {
                fields.add(ScanField.ofFile(read, ofFiles.positions(path)));
            }
        }
        for (int i = 0; i < metadata.size(); i++) {
            fields.add(ScanField.ofPath(partitions.size() + i));
        }
        return new ScanConversion(read, produced, fields, partitions, metadata);
    }
}
