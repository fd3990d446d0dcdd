/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.ListArray;
import io.github.flinkarrow.format.array.ListLikeArray;

/** Columns that are read as ARRAY, MAP or ROW: views of the columns inside. */
final class NestedColumns {

    private NestedColumns() {}

    static Column arrays(ListLikeArray array, Column elements) {
        return array instanceof ListArray list
                ? new Arrays(list, elements)
                : new Ranges(array, elements);
    }

    /** Lists of any layout. */
    private static final class Ranges extends Column {
        private final ListLikeArray lists;
        private final Column elements;

        Ranges(ListLikeArray array, Column elements) {
            super(array);
            this.lists = array;
            this.elements = elements;
        }

        @Override
        ArrayData getArray(int index) {
            int start = lists.start(index);
            return new BatchArray(elements, start, lists.end(index) - start);
        }
    }

    /** Lists between 32-bit offsets. */
    private static final class Arrays extends Column {
        private final Memory offsets;
        private final Column elements;

        Arrays(ListArray array, Column elements) {
            super(array);
            this.offsets = Memory.of(array.offsets());
            this.elements = elements;
        }

        @Override
        ArrayData getArray(int index) {
            int start = offsets.getInt(index);
            return new BatchArray(elements, start, offsets.getInt(index + 1) - start);
        }
    }

    static final class Maps extends Column {
        private final Memory offsets;
        private final Column keys;
        private final Column values;

        Maps(ListArray array, Column keys, Column values) {
            super(array);
            this.offsets = Memory.of(array.offsets());
            this.keys = keys;
            this.values = values;
        }

        @Override
        MapData getMap(int index) {
            int start = offsets.getInt(index);
            return new BatchMap(keys, values, start, offsets.getInt(index + 1) - start);
        }
    }

    static final class Rows extends Column {
        private final RowBatch rows;

        Rows(ArrowArray array, Column[] fields) {
            super(array);
            this.rows = rows(array.length(), fields);
        }

        /** Rows of which none is NULL. */
        Rows(int length, Column[] fields) {
            super(length, null, false);
            this.rows = rows(length, fields);
        }

        /** They are copied with the row that they are in. */
        private static RowBatch rows(int length, Column[] fields) {
            return new RowBatch(fields, length, false, new CopyNotice());
        }

        @Override
        RowData getRow(int index) {
            return new BatchRow(rows, index);
        }
    }
}
