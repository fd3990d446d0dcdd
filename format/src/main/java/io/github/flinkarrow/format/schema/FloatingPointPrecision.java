/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.schema;

/** The width of an {@link ArrowType.FloatingPoint}. */
public enum FloatingPointPrecision {
    HALF(16),
    SINGLE(32),
    DOUBLE(64);

    private final int bitWidth;

    FloatingPointPrecision(int bitWidth) {
        this.bitWidth = bitWidth;
    }

    /** 16, 32 or 64. */
    public int bitWidth() {
        return bitWidth;
    }
}
