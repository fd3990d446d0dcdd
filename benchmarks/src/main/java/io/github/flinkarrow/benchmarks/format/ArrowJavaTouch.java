/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.format;

import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Touches the table {@code mixed} through arrow-java. */
final class ArrowJavaTouch {

    private ArrowJavaTouch() {}

    static long ofMicroseconds(long value) {
        return Math.floorDiv(value, 1_000) * 31 + Math.floorMod(value, 1_000) * 1_000L;
    }

    /** Row by row through the getters of its vectors. */
    static long byGetters(VectorSchemaRoot root) {
        BigIntVector id = (BigIntVector) root.getVector(0);
        IntVector quantity = (IntVector) root.getVector(1);
        Float8Vector price = (Float8Vector) root.getVector(2);
        BitVector flag = (BitVector) root.getVector(3);
        VarCharVector kind = (VarCharVector) root.getVector(4);
        VarCharVector note = (VarCharVector) root.getVector(5);
        TimeStampMicroVector seen = (TimeStampMicroVector) root.getVector(6);
        DecimalVector amount = (DecimalVector) root.getVector(7);
        long sum = 0;
        int rows = root.getRowCount();
        for (int i = 0; i < rows; i++) {
            if (!id.isNull(i)) {
                sum += id.get(i);
            }
            if (!quantity.isNull(i)) {
                sum += quantity.get(i);
            }
            if (!price.isNull(i)) {
                sum += Double.doubleToRawLongBits(price.get(i));
            }
            if (!flag.isNull(i)) {
                sum += flag.get(i) != 0 ? 1 : 2;
            }
            if (!kind.isNull(i)) {
                sum += ofText(kind.get(i));
            }
            if (!note.isNull(i)) {
                sum += ofText(note.get(i));
            }
            if (!seen.isNull(i)) {
                sum += ofMicroseconds(seen.get(i));
            }
            if (!amount.isNull(i)) {
                sum += amount.getObject(i).unscaledValue().longValue();
            }
        }
        return sum;
    }

    private static long ofText(byte[] text) {
        return text.length == 0 ? 0 : text.length + text[0] + text[text.length - 1];
    }

    /** Column by column over the memory of its vectors, with nothing between. */
    static long byBuffers(VectorSchemaRoot root) {
        int rows = root.getRowCount();
        ByteBuffer id = values(root.getVector(0));
        ByteBuffer quantity = values(root.getVector(1));
        ByteBuffer price = values(root.getVector(2));
        ByteBuffer amount = values(root.getVector(7));
        ByteBuffer seen = values(root.getVector(6));
        long sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += id.getLong(i << 3);
        }
        for (int i = 0; i < rows; i++) {
            sum += quantity.getInt(i << 2);
        }
        for (int i = 0; i < rows; i++) {
            sum += Double.doubleToRawLongBits(price.getDouble(i << 3));
        }
        for (int i = 0; i < rows; i++) {
            sum += ofMicroseconds(seen.getLong(i << 3));
        }
        for (int i = 0; i < rows; i++) {
            sum += amount.getLong(i << 4);
        }
        return sum
                + flags(root.getVector(3), rows)
                + texts(root.getVector(4), rows)
                + texts(root.getVector(5), rows);
    }

    private static ByteBuffer values(FieldVector vector) {
        return vector.getDataBuffer()
                .nioBuffer(0, Math.toIntExact(vector.getDataBuffer().capacity()))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private static long flags(FieldVector vector, int rows) {
        ByteBuffer values = values(vector);
        ByteBuffer validity =
                vector.getValidityBuffer()
                        .nioBuffer(0, Math.toIntExact(vector.getValidityBuffer().capacity()));
        long sum = 0;
        for (int i = 0; i < rows; i++) {
            if ((validity.get(i >> 3) >> (i & 7) & 1) != 0) {
                sum += (values.get(i >> 3) >> (i & 7) & 1) != 0 ? 1 : 2;
            }
        }
        return sum;
    }

    private static long texts(FieldVector vector, int rows) {
        ByteBuffer data = values(vector);
        ByteBuffer offsets =
                vector.getOffsetBuffer()
                        .nioBuffer(0, Math.toIntExact(vector.getOffsetBuffer().capacity()))
                        .order(ByteOrder.LITTLE_ENDIAN);
        long sum = 0;
        int start = offsets.getInt(0);
        for (int i = 0; i < rows; i++) {
            int end = offsets.getInt((i + 1) << 2);
            if (end > start) {
                sum += end - start + data.get(start) + data.get(end - 1);
            }
            start = end;
        }
        return sum;
    }
}
