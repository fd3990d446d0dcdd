/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import io.github.flinkarrow.format.array.BoolArray;
import io.github.flinkarrow.format.array.Int8Array;

/** Columns that are read as BOOLEAN. */
final class BooleanColumns {

    private BooleanColumns() {}

    /** One bit a value. */
    static final class Bits extends Column {
        private final Memory values;

        Bits(BoolArray array) {
            super(array);
            this.values = Memory.of(array.values());
        }

        @Override
        boolean getBoolean(int index) {
            return values.getBit(index);
        }
    }

    /** One byte a value, 0 for false. */
    static final class Bytes extends Column {
        private final Memory values;

        Bytes(Int8Array array) {
            super(array);
            this.values = Memory.of(array.values());
        }

        @Override
        boolean getBoolean(int index) {
            return values.getByte(index) != 0;
        }
    }
}
