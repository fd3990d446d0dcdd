/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.schema.Field;

/**
 * The values of a dictionary and their memory.
 *
 * @param memory held by the reader; whoever uses the values beyond a call holds it too
 */
record Dictionary(ArrowArray values, OwnedMemory memory) {

    /** The field of the values of a dictionary-encoded field. */
    static Field valueField(Field encoded) {
        return new Field(
                encoded.name(), true, encoded.type(), null, encoded.children(), encoded.metadata());
    }
}
