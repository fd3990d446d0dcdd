/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** Lists of entries, whatever the children are called. */
public final class MapArray extends ListArray {

    private final StructArray entries;

    /**
     * @param entries a struct of two children
     */
    public MapArray(
            Field field,
            int length,
            int nullCount,
            ByteBuffer validity,
            ByteBuffer offsets,
            StructArray entries) {
        super(field, length, nullCount, validity, offsets, entries);
        this.entries = entries;
    }

    public ArrowArray keys() {
        return entries.child(0);
    }

    public ArrowArray values() {
        return entries.child(1);
    }
}
