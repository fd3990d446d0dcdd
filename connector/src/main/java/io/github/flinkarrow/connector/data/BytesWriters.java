/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;

import io.github.flinkarrow.connector.types.ColumnPath;
import io.github.flinkarrow.format.array.FixedSizeBinaryBuilder;
import io.github.flinkarrow.format.array.VariableSizeBinaryBuilder;
import io.github.flinkarrow.format.schema.ArrowType;

import java.nio.ByteBuffer;

/** Writers of text and bytes. */
final class BytesWriters {

    private BytesWriters() {}

    static final class Texts extends ColumnWriter {
        private final VariableSizeBinaryBuilder target;

        Texts(VariableSizeBinaryBuilder target, ColumnPath path) {
            super(target, path);
            this.target = target;
        }

        @Override
        void append(RowData row, int pos) {
            append(row.getString(pos));
        }

        @Override
        void append(ArrayData array, int pos) {
            append(array.getString(pos));
        }

        private void append(StringData text) {
            if (!(text instanceof BinaryStringData binary)) {
                target.append(text.toBytes());
                return;
            }
            binary.ensureMaterialized();
            MemorySegment[] segments = binary.getSegments();
            int offset = binary.getOffset();
            int size = binary.getSizeInBytes();
            byte[] array = segments[0].getHeapMemory();
            if (array != null && offset + size <= array.length) {
                target.append(array, offset, size);
            } else {
                appendSegments(segments, offset, size);
            }
        }

        /** Copies text that is off the heap, or in parts in segments of equal size. */
        private void appendSegments(MemorySegment[] segments, int offset, int size) {
            ByteBuffer room = target.room(size);
            room.position(target.dataPosition());
            int segmentSize = segments[0].size();
            int index = size == 0 ? 0 : offset / segmentSize;
            int start = size == 0 ? 0 : offset % segmentSize;
            int left = size;
            while (left > 0) {
                int part = Math.min(left, segmentSize - start);
                segments[index].get(start, room, part);
                left -= part;
                start = 0;
                index++;
            }
            room.position(0);
            target.appended(size);
        }
    }

    static final class VariableSize extends ColumnWriter {
        private final VariableSizeBinaryBuilder target;

        VariableSize(VariableSizeBinaryBuilder target, ColumnPath path) {
            super(target, path);
            this.target = target;
        }

        @Override
        void append(RowData row, int pos) {
            target.append(row.getBinary(pos));
        }

        @Override
        void append(ArrayData array, int pos) {
            target.append(array.getBinary(pos));
        }
    }

    static final class FixedSize extends ColumnWriter {
        private final FixedSizeBinaryBuilder target;
        private final int byteWidth;

        FixedSize(FixedSizeBinaryBuilder target, ColumnPath path) {
            super(target, path);
            this.target = target;
            this.byteWidth = ((ArrowType.FixedSizeBinary) target.field().type()).byteWidth();
        }

        @Override
        void append(RowData row, int pos) throws InvalidValueException {
            append(row.getBinary(pos));
        }

        @Override
        void append(ArrayData array, int pos) throws InvalidValueException {
            append(array.getBinary(pos));
        }

        private void append(byte[] value) throws InvalidValueException {
            if (value.length != byteWidth) {
                throw unfit("of " + value.length + " bytes");
            }
            target.append(value);
        }
    }
}
