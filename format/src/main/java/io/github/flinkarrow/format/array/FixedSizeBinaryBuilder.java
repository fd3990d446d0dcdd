/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;

/** Collects values of as many bytes as the type says. */
public final class FixedSizeBinaryBuilder extends FixedWidthBuilder {

    private final int byteWidth;

    FixedSizeBinaryBuilder(Field field, BufferSource source, ArrowType.FixedSizeBinary type) {
        super(field, source, type.byteWidth());
        this.byteWidth = type.byteWidth();
    }

    /**
     * Appends a value.
     *
     * @throws IllegalArgumentException if it has another length than the type says
     */
    public void append(byte[] value) {
        if (value.length != byteWidth) {
            throw new IllegalArgumentException(
                    "a value of " + field().type() + " has " + value.length + " bytes");
        }
        appendBytes(value, 0);
    }

    @Override
    public FixedSizeBinaryArray build() {
        return new FixedSizeBinaryArray(
                field(), length(), nullCount(), validityView(), valuesView(), byteWidth);
    }
}
