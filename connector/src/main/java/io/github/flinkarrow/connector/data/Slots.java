/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.ListArray;
import io.github.flinkarrow.format.array.StructArray;

import java.util.BitSet;
import java.util.function.Supplier;

/**
 * Which values of an array are part of a row. Those inside of a NULL, between two lists, or not
 * used of a dictionary are not: they may be anything.
 *
 * <p>Computed when first asked for, which is rare. For use by one thread.
 */
final class Slots {

    /** Every value: those of a column that is not nested. */
    static final Slots ALL = new Slots(null);

    private final Supplier<BitSet> computation;
    private BitSet slots;

    private Slots(Supplier<BitSet> computation) {
        this.computation = computation;
    }

    boolean contains(int index) {
        if (computation == null) {
            return true;
        }
        if (slots == null) {
            slots = computation.get();
        }
        return slots.get(index);
    }

    /** The slots of a struct's children. */
    Slots ofChildren(StructArray struct) {
        return new Slots(
                () -> {
                    BitSet used = new BitSet(struct.length());
                    for (int i = 0; i < struct.length(); i++) {
                        used.set(i, !struct.isNull(i) && contains(i));
                    }
                    return used;
                });
    }

    /** The slots of the elements of lists. */
    Slots ofElements(ListArray list) {
        return new Slots(
                () -> {
                    BitSet used = new BitSet();
                    for (int i = 0; i < list.length(); i++) {
                        if (!list.isNull(i) && contains(i)) {
                            used.set(list.start(i), list.end(i));
                        }
                    }
                    return used;
                });
    }

    /** The slots of a dictionary's values. */
    Slots ofDictionary(DictionaryArray array) {
        return new Slots(
                () -> {
                    BitSet used = new BitSet();
                    for (int i = 0; i < array.length(); i++) {
                        if (!array.isNull(i) && contains(i)) {
                            used.set(array.dictionaryIndex(i));
                        }
                    }
                    return used;
                });
    }
}
