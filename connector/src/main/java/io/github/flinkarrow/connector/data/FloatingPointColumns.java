/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.Float16Array;
import io.github.flinkarrow.format.array.Float32Array;
import io.github.flinkarrow.format.array.Float64Array;

/** Columns of floating point numbers, read as their own type or a wider one. */
final class FloatingPointColumns {

    private FloatingPointColumns() {}

    static Column of(FixedWidthArray array) {
        if (array instanceof Float16Array halves) {
            return new Float16(halves);
        }
        return array instanceof Float32Array floats
                ? new Float32(floats)
                : new Float64((Float64Array) array);
    }

    private static final class Float16 extends Column {
        private final Float16Array values;

        Float16(Float16Array array) {
            super(array);
            this.values = array;
        }

        @Override
        float getFloat(int index) {
            return values.get(index);
        }

        @Override
        double getDouble(int index) {
            return values.get(index);
        }
    }

    private static final class Float32 extends Column {
        private final Memory values;

        Float32(Float32Array array) {
            super(array);
            this.values = Memory.of(array.values());
        }

        @Override
        float getFloat(int index) {
            return values.getFloat(index);
        }

        @Override
        double getDouble(int index) {
            return values.getFloat(index);
        }
    }

    private static final class Float64 extends Column {
        private final Memory values;

        Float64(Float64Array array) {
            super(array);
            this.values = Memory.of(array.values());
        }

        @Override
        double getDouble(int index) {
            return values.getDouble(index);
        }
    }
}
