/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

/** Nothing but nulls. */
public final class NullArray extends ArrowArray {

    public NullArray(Field field, int length) {
        super(field, length, length, null);
    }

    @Override
    public boolean isNull(int index) {
        return true;
    }
}
