/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.Int16Array;
import io.github.flinkarrow.format.array.Int32Array;
import io.github.flinkarrow.format.array.Int64Array;
import io.github.flinkarrow.format.array.Int8Array;

/** Columns of integers, read as their own type or one that holds all of its values. */
final class IntegerColumns {

    private IntegerColumns() {}

    /** The column for an array of integers. */
    static Column of(FixedWidthArray array, boolean signed) {
        if (array instanceof Int8Array values) {
            return signed ? new Int8(values) : new UInt8(values);
        } else if (array instanceof Int16Array values) {
            return signed ? new Int16(values) : new UInt16(values);
        } else if (array instanceof Int32Array values) {
            return signed ? new Int32(values) : new UInt32(values);
        }
        return new Int64((Int64Array) array);
    }

    static final class Int8 extends Column {
        private final Memory values;

        Int8(Int8Array array) {
            super(array);
            this.values = Memory.of(array.values());
        }

        @Override
        byte getByte(int index) {
            return values.getByte(index);
        }

        @Override
        short getShort(int index) {
            return values.getByte(index);
        }

        @Override
        int getInt(int index) {
            return values.getByte(index);
        }

        @Override
        long getLong(int index) {
            return values.getByte(index);
        }

        @Override
        double getDouble(int index) {
            return values.getByte(index);
        }
    }

    static final class UInt8 extends Column {
        private final Memory values;

        UInt8(Int8Array array) {
            super(array);
            this.values = Memory.of(array.values());
        }

        @Override
        short getShort(int index) {
            return (short) (values.getByte(index) & 0xFF);
        }

        @Override
        int getInt(int index) {
            return values.getByte(index) & 0xFF;
        }

        @Override
        long getLong(int index) {
            return values.getByte(index) & 0xFF;
        }

        @Override
        float getFloat(int index) {
            return values.getByte(index) & 0xFF;
        }

        @Override
        double getDouble(int index) {
            return values.getByte(index) & 0xFF;
        }
    }

    static final class Int16 extends Column {
        private final Memory values;

        Int16(Int16Array array) {
            super(array);
            this.values = Memory.of(array.values());
        }

        @Override
        short getShort(int index) {
            return values.getShort(index);
        }

        @Override
        int getInt(int index) {
            return values.getShort(index);
        }

        @Override
        long getLong(int index) {
            return values.getShort(index);
        }

        @Override
        double getDouble(int index) {
            return values.getShort(index);
        }
    }

    static final class UInt16 extends Column {
        private final Memory values;

        UInt16(Int16Array array) {
            super(array);
            this.values = Memory.of(array.values());
        }

        @Override
        int getInt(int index) {
            return values.getShort(index) & 0xFFFF;
        }

        @Override
        long getLong(int index) {
            return values.getShort(index) & 0xFFFF;
        }

        @Override
        float getFloat(int index) {
            return values.getShort(index) & 0xFFFF;
        }

        @Override
        double getDouble(int index) {
            return values.getShort(index) & 0xFFFF;
        }
    }

    static final class Int32 extends Column {
        private final Memory values;

        Int32(Int32Array array) {
            super(array);
            this.values = Memory.of(array.values());
        }

        @Override
        int getInt(int index) {
            return values.getInt(index);
        }

        @Override
        long getLong(int index) {
            return values.getInt(index);
        }

        @Override
        double getDouble(int index) {
            return values.getInt(index);
        }
    }

    static final class UInt32 extends Column {
        private final Memory values;

        UInt32(Int32Array array) {
            super(array);
            this.values = Memory.of(array.values());
        }

        @Override
        long getLong(int index) {
            return Integer.toUnsignedLong(values.getInt(index));
        }

        @Override
        double getDouble(int index) {
            return Integer.toUnsignedLong(values.getInt(index));
        }
    }

    /** Of unsigned integers: the 64 bits. */
    static final class Int64 extends Column {
        private final Memory values;

        Int64(Int64Array array) {
            super(array);
            this.values = Memory.of(array.values());
        }

        @Override
        long getLong(int index) {
            return values.getLong(index);
        }
    }

    /** Unsigned integers as BIGINT. */
    static final class UInt64AsLong extends Column {
        private final Memory values;

        UInt64AsLong(Int64Array array) {
            super(array);
            this.values = Memory.of(array.values());
        }

        @Override
        int firstUnfit(int from) {
            int index = from;
            while (index < length() && values.getLong(index) >= 0) {
                index++;
            }
            return index;
        }

        @Override
        String describe(int index) {
            return Long.toUnsignedString(values.getLong(index));
        }

        @Override
        long getLong(int index) {
            return values.getLong(index);
        }
    }
}
