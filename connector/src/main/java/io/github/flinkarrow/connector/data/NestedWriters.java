/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.connector.types.ColumnPath;
import io.github.flinkarrow.format.array.ListBuilder;
import io.github.flinkarrow.format.array.StructBuilder;

/** Writers of ARRAY, MAP, MULTISET and ROW. */
final class NestedWriters {

    private NestedWriters() {}

    static final class Arrays extends ColumnWriter {
        private final ListBuilder target;
        private final ColumnWriter elements;

        Arrays(ListBuilder target, ColumnWriter elements, ColumnPath path) {
            super(target, path);
            this.target = target;
            this.elements = elements;
        }

        @Override
        void append(RowData row, int pos) throws InvalidValueException {
            append(row.getArray(pos));
        }

        @Override
        void append(ArrayData array, int pos) throws InvalidValueException {
            append(array.getArray(pos));
        }

        private void append(ArrayData array) throws InvalidValueException {
            int size = array.size();
            for (int i = 0; i < size; i++) {
                elements.write(array, i);
            }
            target.append();
        }
    }

    static final class Maps extends ColumnWriter {
        private final ListBuilder target;
        private final StructBuilder entries;
        private final ColumnWriter keys;
        private final ColumnWriter values;

        Maps(ListBuilder target, ColumnWriter keys, ColumnWriter values, ColumnPath path) {
            super(target, path);
            this.target = target;
            this.entries = (StructBuilder) target.elements();
            this.keys = keys;
            this.values = values;
        }

        @Override
        void append(RowData row, int pos) throws InvalidValueException {
            append(row.getMap(pos));
        }

        @Override
        void append(ArrayData array, int pos) throws InvalidValueException {
            append(array.getMap(pos));
        }

        private void append(MapData map) throws InvalidValueException {
            int size = map.size();
            ArrayData keyArray = map.keyArray();
            ArrayData valueArray = map.valueArray();
            for (int i = 0; i < size; i++) {
                keys.write(keyArray, i);
                values.write(valueArray, i);
                entries.append();
            }
            target.append();
        }
    }

    static final class Rows extends ColumnWriter {
        private final StructBuilder target;
        private final ColumnWriter[] fields;

        Rows(StructBuilder target, ColumnWriter[] fields, ColumnPath path) {
            super(target, path);
            this.target = target;
            this.fields = fields;
        }

        @Override
        void append(RowData row, int pos) throws InvalidValueException {
            append(row.getRow(pos, fields.length));
        }

        @Override
        void append(ArrayData array, int pos) throws InvalidValueException {
            append(array.getRow(pos, fields.length));
        }

        private void append(RowData row) throws InvalidValueException {
            for (int i = 0; i < fields.length; i++) {
                fields[i].write(row, i);
            }
            target.append();
        }
    }
}
