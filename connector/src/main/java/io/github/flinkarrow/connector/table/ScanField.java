/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

import java.io.Serializable;

/** Where a column of the scan is. */
final class ScanField implements Serializable {

    private static final long serialVersionUID = 1L;

    private enum Origin {
        /** A row of the file. */
        FILE,
        /** What all rows of the file have in common. */
        PATH
    }

    private final Origin origin;

    /** The positions of the nested rows that it is in, from the outermost. */
    private final int[] outer;

    /** How many fields each of them has. */
    private final int[] sizes;

    private final int position;

    private ScanField(Origin origin, int[] outer, int[] sizes, int position) {
        this.origin = origin;
        this.outer = outer;
        this.sizes = sizes;
        this.position = position;
    }

    /** A field of a row of the file. */
    static ScanField ofFile(RowType type, int... positions) {
        int depth = positions.length - 1;
        int[] outer = new int[depth];
        int[] sizes = new int[depth];
        RowType level = type;
        for (int i = 0; i < depth; i++) {
            level = (RowType) level.getTypeAt(positions[i]);
            outer[i] = positions[i];
            sizes[i] = level.getFieldCount();
        }
        return new ScanField(Origin.FILE, outer, sizes, positions[depth]);
    }

    static ScanField ofPath(int position) {
        return new ScanField(Origin.PATH, new int[0], new int[0], position);
    }

    /** In the innermost row. */
    int position() {
        return position;
    }

    /** Whether it is the column at this position of the file's own row. */
    boolean isColumn(int column) {
        return origin == Origin.FILE && outer.length == 0 && position == column;
    }

    /** The row that holds the value, or null if a row around it is NULL. */
    RowData holder(RowData file, RowData path) {
        RowData row = origin == Origin.FILE ? file : path;
        for (int i = 0; i < outer.length; i++) {
            if (row.isNullAt(outer[i])) {
                return null;
            }
            row = row.getRow(outer[i], sizes[i]);
        }
        return row;
    }
}
