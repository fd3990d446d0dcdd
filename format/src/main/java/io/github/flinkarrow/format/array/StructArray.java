/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;
import java.util.List;

/** One value of every child. A child may be valid where the struct is null. */
public final class StructArray extends ArrowArray {

    private final List<ArrowArray> children;

    /**
     * @param children each at least as long as the struct
     */
    public StructArray(
            Field field,
            int length,
            int nullCount,
            ByteBuffer validity,
            List<? extends ArrowArray> children) {
        super(field, length, nullCount, validity);
        this.children = List.copyOf(children);
    }

    public List<ArrowArray> children() {
        return children;
    }

    public ArrowArray child(int ordinal) {
        return children.get(ordinal);
    }
}
