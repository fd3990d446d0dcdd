/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import static org.assertj.core.api.Assertions.assertThat;

/** Indices are in range where each of them, looked at alone, is. */
class IndexRangeTest {

    private static final long[] INDICES = {
        0,
        1,
        2,
        3,
        126,
        127,
        128,
        129,
        254,
        255,
        256,
        32_766,
        32_767,
        32_768,
        65_535,
        65_536,
        Integer.MAX_VALUE - 1,
        Integer.MAX_VALUE,
        1L << 31,
        (1L << 32) - 1,
        1L << 32,
        Long.MAX_VALUE - 1,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1,
        -2,
        -1,
        -127,
        -128,
        -32_768,
        Integer.MIN_VALUE
    };

    private static final int[] SIZES = {
        0, 1, 2, 3, 127, 128, 129, 255, 256, 257, 32_767, 32_768, 65_536, Integer.MAX_VALUE
    };

    @ParameterizedTest
    @CsvSource({
        "8, true",
        "8, false",
        "16, true",
        "16, false",
        "32, true",
        "32, false",
        "64, true",
        "64, false"
    })
    void oneIndexOutsideIsFoundWhereverItIs(int bitWidth, boolean signed) {
        for (int size : SIZES) {
            for (long index : INDICES) {
                for (int place = 0; place < 3; place++) {
                    FixedWidthArray indices = indices(bitWidth, signed, index, place);
                    boolean expected = size > 0 && isInside(indices, signed, size, place);
                    assertThat(IndexRange.holdsAll(indices, signed, size))
                            .as("index %d at %d of size %d", index, place, size)
                            .isEqualTo(expected);
                }
            }
        }
    }

    private static boolean isInside(FixedWidthArray indices, boolean signed, int size, int place) {
        long index = DictionaryIndices.get(indices, place, signed);
        return index >= 0 && index < size;
    }

    /** Three indices, all 0 but one. */
    private static FixedWidthArray indices(int bitWidth, boolean signed, long index, int place) {
        ByteBuffer values = ByteBuffer.allocate(3 * bitWidth / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (int b = 0; b < bitWidth / 8; b++) {
            values.put(place * bitWidth / 8 + b, (byte) (index >>> (8 * b)));
        }
        ArrowType.Int type = new ArrowType.Int(bitWidth, signed);
        return FixedWidthArrays.of(Field.notNull("i", type), type, 3, 0, null, values);
    }
}
