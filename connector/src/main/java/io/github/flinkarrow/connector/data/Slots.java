/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.FixedSizeListArray;
import io.github.flinkarrow.format.array.LargeListViewArray;
import io.github.flinkarrow.format.array.ListLikeArray;
import io.github.flinkarrow.format.array.ListViewArray;
import io.github.flinkarrow.format.array.RunEndEncodedArray;
import io.github.flinkarrow.format.array.StructArray;
import io.github.flinkarrow.format.array.UnionArray;

import java.util.Arrays;

/**
 * Which values of an array are part of a row. Those inside of a NULL, between two lists, not
 * selected by a union, or not used of a dictionary are not: they may be anything.
 *
 * <p>Found when asked for, which is rare: only of values that do not fit. What is computed for that
 * is never larger than the parent's buffers. For use by one thread.
 */
interface Slots {

    /** Every value: those of a column that is not nested. */
    Slots ALL = index -> true;

    boolean contains(int index);

    /** The slots of a struct's children. */
    default Slots ofChildren(StructArray struct) {
        return index -> index < struct.length() && !struct.isNull(index) && contains(index);
    }

    /** The slots of the elements of lists. */
    default Slots ofElements(ListLikeArray list) {
        if (list instanceof FixedSizeListArray fixed) {
            return index -> {
                if (fixed.listSize() == 0) {
                    return false;
                }
                int parent = index / fixed.listSize();
                return parent < fixed.length() && !fixed.isNull(parent) && contains(parent);
            };
        } else if (list instanceof ListViewArray || list instanceof LargeListViewArray) {
            return new ListViewSlots(list, this);
        }
        return index -> {
            int parent = listOf(list, index);
            return parent >= 0 && !list.isNull(parent) && contains(parent);
        };
    }

    /** The list that an element belongs to, where lists follow each other; -1 if there is none. */
    private static int listOf(ListLikeArray list, int index) {
        int low = -1;
        int high = list.length() - 1;
        while (low < high) {
            int middle = (low + high + 1) >> 1;
            if (list.start(middle) <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low >= 0 && index < list.end(low) ? low : -1;
    }

    /** The slots of a dictionary's values. */
    default Slots ofDictionary(DictionaryArray array) {
        return new SortedSlots(array.length()) {
            @Override
            int slot(int index) {
                return array.isNull(index) || !Slots.this.contains(index)
                        ? -1
                        : array.dictionaryIndex(index);
            }
        };
    }

    /** The slots of one child of a union. */
    default Slots ofMember(UnionArray union, int ordinal) {
        if (union.offsets() == null) {
            return index ->
                    index < union.length()
                            && union.childOrdinal(index) == ordinal
                            && contains(index);
        }
        return new SortedSlots(union.length()) {
            @Override
            int slot(int index) {
                return union.childOrdinal(index) != ordinal || !Slots.this.contains(index)
                        ? -1
                        : union.childIndex(index);
            }
        };
    }

    /** The slots of the values of runs. */
    default Slots ofRuns(RunEndEncodedArray array) {
        return run -> {
            if (run >= array.runEnds().length()) {
                return false;
            }
            int end = (int) Math.min(array.runEnd(run), array.length());
            for (int i = run == 0 ? 0 : (int) Math.min(array.runEnd(run - 1), end); i < end; i++) {
                if (contains(i)) {
                    return true;
                }
            }
            return false;
        };
    }

    /** Slots that values point to, one each. */
    abstract class SortedSlots implements Slots {

        private final int length;
        private int[] slots;

        SortedSlots(int length) {
            this.length = length;
        }

        /** The slot of a value; negative if it has none. */
        abstract int slot(int index);

        @Override
        public final boolean contains(int index) {
            if (slots == null) {
                slots = new int[length];
                for (int i = 0; i < length; i++) {
                    slots[i] = slot(i);
                }
                Arrays.sort(slots);
            }
            return Arrays.binarySearch(slots, index) >= 0;
        }
    }

    /** Slots of lists in any order, which may overlap. */
    final class ListViewSlots implements Slots {

        private final ListLikeArray list;
        private final Slots parents;

        /**
         * The lists that are part of a row by their start, the furthest end up to each beside it.
         */
        private long[] ranges;

        ListViewSlots(ListLikeArray list, Slots parents) {
            this.list = list;
            this.parents = parents;
        }

        @Override
        public boolean contains(int index) {
            if (ranges == null) {
                ranges = ranges();
            }
            int found = Arrays.binarySearch(ranges, ((long) index << 32) | 0xFFFF_FFFFL);
            int last = found >= 0 ? found : -found - 2;
            return last >= 0 && index < (int) ranges[last];
        }

        private long[] ranges() {
            long[] sorted = new long[list.length()];
            for (int i = 0; i < sorted.length; i++) {
                boolean used = !list.isNull(i) && parents.contains(i);
                sorted[i] = used ? ((long) list.start(i) << 32) | list.end(i) : 0;
            }
            Arrays.sort(sorted);
            long furthest = 0;
            for (int i = 0; i < sorted.length; i++) {
                furthest = Math.max(furthest, sorted[i] & 0xFFFF_FFFFL);
                sorted[i] = (sorted[i] & ~0xFFFF_FFFFL) | furthest;
            }
            return sorted;
        }
    }
}
