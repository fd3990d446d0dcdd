/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.StringData;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.BinaryArray;
import io.github.flinkarrow.format.array.BinaryViewArray;
import io.github.flinkarrow.format.array.FixedSizeBinaryArray;
import io.github.flinkarrow.format.array.LargeBinaryArray;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Columns of text and bytes. Text is a view of the buffer, not a copy; bytes are copied, for
 * Flink's type is an array.
 */
final class BytesColumns {

    private BytesColumns() {}

    static Column of(ArrowArray array) {
        if (array instanceof BinaryArray bytes) {
            return new Offsets32(bytes);
        } else if (array instanceof LargeBinaryArray bytes) {
            return new Offsets64(bytes);
        } else if (array instanceof BinaryViewArray bytes) {
            return new Views(bytes);
        }
        return new FixedSize((FixedSizeBinaryArray) array);
    }

    /** Values between 32-bit offsets. */
    private static final class Offsets32 extends Column {
        private final Memory offsets;
        private final Memory data;

        Offsets32(BinaryArray array) {
            super(array);
            this.offsets = Memory.of(array.offsets());
            this.data = Memory.of(array.data());
        }

        @Override
        StringData getString(int index) {
            int start = offsets.getInt(index);
            return data.text(start, offsets.getInt(index + 1) - start);
        }

        @Override
        byte[] getBinary(int index) {
            int start = offsets.getInt(index);
            return data.copy(start, offsets.getInt(index + 1) - start);
        }
    }

    /** Values between 64-bit offsets, whose data is below 2 GiB nevertheless. */
    private static final class Offsets64 extends Column {
        private final Memory offsets;
        private final Memory data;

        Offsets64(LargeBinaryArray array) {
            super(array);
            this.offsets = Memory.of(array.offsets());
            this.data = Memory.of(array.data());
        }

        @Override
        StringData getString(int index) {
            int start = (int) offsets.getLong(index);
            return data.text(start, (int) offsets.getLong(index + 1) - start);
        }

        @Override
        byte[] getBinary(int index) {
            int start = (int) offsets.getLong(index);
            return data.copy(start, (int) offsets.getLong(index + 1) - start);
        }
    }

    /** Values that are in their view, or where it says. */
    private static final class Views extends Column {
        private final Memory views;
        private final Memory[] data;

        Views(BinaryViewArray array) {
            super(array);
            this.views = Memory.of(array.views());
            this.data = new Memory[array.dataBufferCount()];
            for (int i = 0; i < data.length; i++) {
                data[i] = Memory.of(array.dataBuffer(i));
            }
        }

        @Override
        StringData getString(int index) {
            int size = views.getInt(4 * index);
            return size <= BinaryViewArray.MOST_INLINE
                    ? views.text(16 * index + 4, size)
                    : data[views.getInt(4 * index + 2)].text(views.getInt(4 * index + 3), size);
        }

        @Override
        byte[] getBinary(int index) {
            int size = views.getInt(4 * index);
            return size <= BinaryViewArray.MOST_INLINE
                    ? views.copy(16 * index + 4, size)
                    : data[views.getInt(4 * index + 2)].copy(views.getInt(4 * index + 3), size);
        }
    }

    /** Values of equally many bytes. */
    private static final class FixedSize extends Column {
        private final Memory values;
        private final int byteWidth;

        FixedSize(FixedSizeBinaryArray array) {
            super(array);
            this.values = Memory.of(array.values());
            this.byteWidth = array.byteWidth();
        }

        @Override
        byte[] getBinary(int index) {
            return values.copy(index * byteWidth, byteWidth);
        }
    }

    /** UUIDs of 16 bytes, most significant first, in their canonical notation. */
    static final class UuidText extends Column {
        private static final int BYTES = 16;

        private final Memory values;

        UuidText(FixedSizeBinaryArray array) {
            super(array);
            this.values = Memory.of(array.values());
        }

        @Override
        StringData getString(int index) {
            ByteBuffer bytes = ByteBuffer.wrap(values.copy(index * BYTES, BYTES));
            return StringData.fromString(new UUID(bytes.getLong(), bytes.getLong()).toString());
        }
    }
}
