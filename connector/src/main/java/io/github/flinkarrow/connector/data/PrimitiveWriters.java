/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.connector.types.ColumnPath;
import io.github.flinkarrow.format.array.BoolBuilder;
import io.github.flinkarrow.format.array.Float32Builder;
import io.github.flinkarrow.format.array.Float64Builder;
import io.github.flinkarrow.format.array.Int16Builder;
import io.github.flinkarrow.format.array.Int32Builder;
import io.github.flinkarrow.format.array.Int64Builder;
import io.github.flinkarrow.format.array.Int8Builder;

/** Writers of the values that Flink has as primitives. */
final class PrimitiveWriters {

    private PrimitiveWriters() {}

    static final class Booleans extends ColumnWriter {
        private final BoolBuilder target;

        Booleans(BoolBuilder target, ColumnPath path) {
            super(target, path);
            this.target = target;
        }

        @Override
        void append(RowData row, int pos) {
            target.append(row.getBoolean(pos));
        }

        @Override
        void append(ArrayData array, int pos) {
            target.append(array.getBoolean(pos));
        }
    }

    static final class Bytes extends ColumnWriter {
        private final Int8Builder target;

        Bytes(Int8Builder target, ColumnPath path) {
            super(target, path);
            this.target = target;
        }

        @Override
        void append(RowData row, int pos) {
            target.append(row.getByte(pos));
        }

        @Override
        void append(ArrayData array, int pos) {
            target.append(array.getByte(pos));
        }
    }

    static final class Shorts extends ColumnWriter {
        private final Int16Builder target;

        Shorts(Int16Builder target, ColumnPath path) {
            super(target, path);
            this.target = target;
        }

        @Override
        void append(RowData row, int pos) {
            target.append(row.getShort(pos));
        }

        @Override
        void append(ArrayData array, int pos) {
            target.append(array.getShort(pos));
        }
    }

    /** Of dates and of times with all their milliseconds too. */
    static final class Ints extends ColumnWriter {
        private final Int32Builder target;

        Ints(Int32Builder target, ColumnPath path) {
            super(target, path);
            this.target = target;
        }

        @Override
        void append(RowData row, int pos) {
            target.append(row.getInt(pos));
        }

        @Override
        void append(ArrayData array, int pos) {
            target.append(array.getInt(pos));
        }
    }

    /** Of intervals in milliseconds too. */
    static final class Longs extends ColumnWriter {
        private final Int64Builder target;

        Longs(Int64Builder target, ColumnPath path) {
            super(target, path);
            this.target = target;
        }

        @Override
        void append(RowData row, int pos) {
            target.append(row.getLong(pos));
        }

        @Override
        void append(ArrayData array, int pos) {
            target.append(array.getLong(pos));
        }
    }

    static final class Floats extends ColumnWriter {
        private final Float32Builder target;

        Floats(Float32Builder target, ColumnPath path) {
            super(target, path);
            this.target = target;
        }

        @Override
        void append(RowData row, int pos) {
            target.append(row.getFloat(pos));
        }

        @Override
        void append(ArrayData array, int pos) {
            target.append(array.getFloat(pos));
        }
    }

    static final class Doubles extends ColumnWriter {
        private final Float64Builder target;

        Doubles(Float64Builder target, ColumnPath path) {
            super(target, path);
            this.target = target;
        }

        @Override
        void append(RowData row, int pos) {
            target.append(row.getDouble(pos));
        }

        @Override
        void append(ArrayData array, int pos) {
            target.append(array.getDouble(pos));
        }
    }

    /** Times of day in milliseconds, floored to the digits that their type has. */
    static final class FlooredTimes extends ColumnWriter {
        private final Int32Builder target;
        private final int step;
        private final int unitsPerStep;

        /**
         * @param step what times are a multiple of, in milliseconds
         * @param unitsPerStep a step in the unit that is written
         */
        FlooredTimes(Int32Builder target, ColumnPath path, int step, int unitsPerStep) {
            super(target, path);
            this.target = target;
            this.step = step;
            this.unitsPerStep = unitsPerStep;
        }

        @Override
        void append(RowData row, int pos) {
            target.append(Math.floorDiv(row.getInt(pos), step) * unitsPerStep);
        }

        @Override
        void append(ArrayData array, int pos) {
            target.append(Math.floorDiv(array.getInt(pos), step) * unitsPerStep);
        }
    }
}
