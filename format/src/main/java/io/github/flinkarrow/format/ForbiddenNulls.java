/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.LargeListViewArray;
import io.github.flinkarrow.format.array.ListLikeArray;
import io.github.flinkarrow.format.array.ListViewArray;
import io.github.flinkarrow.format.array.MapArray;
import io.github.flinkarrow.format.array.NestedArrays;
import io.github.flinkarrow.format.array.RunEndEncodedArray;
import io.github.flinkarrow.format.array.StructArray;
import io.github.flinkarrow.format.array.UnionArray;
import io.github.flinkarrow.format.internal.metadata.FieldPath;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Looks for nulls in fields that are not nullable, and in the entries and keys of maps, which may
 * not be null whatever their fields say.
 *
 * <p>Only values that a row has count: not those of a null struct or list, or outside of all lists.
 * Values of dictionaries are looked at when the dictionary is loaded.
 */
final class ForbiddenNulls {

    private final Location location;

    ForbiddenNulls(Location location) {
        this.location = location;
    }

    /** Checks a column or the values of a dictionary. */
    void check(FieldPath path, ArrowArray array) throws IpcFormatException {
        check(path, array, array.field().nullable(), null);
    }

    /**
     * @param used the values that count; null for all
     */
    private void check(FieldPath path, ArrowArray array, boolean nullable, BitSet used)
            throws IpcFormatException {
        if (!nullable && hasOwnNulls(array)) {
            for (int i = next(used, 0); i < array.length(); i = next(used, i + 1)) {
                if (array.isNull(i)) {
                    throw location.malformed(
                            path + ": value " + i + " is null, which the field may not be");
                }
            }
        }
        List<ArrowArray> children = NestedArrays.children(array);
        BitSet ofStruct = null;
        for (int i = 0; i < children.size(); i++) {
            ArrowArray child = children.get(i);
            boolean childNullable = child.field().nullable() && !(array instanceof MapArray);
            if (mayHaveAny(child, childNullable)) {
                // Null arrays take no bytes of the input, however many children they are.
                BitSet ofChild = ofStruct == null ? usedOfChild(array, i, used) : ofStruct;
                if (array instanceof StructArray) {
                    ofStruct = ofChild;
                }
                if (ofChild == null || !ofChild.isEmpty()) {
                    check(path.child(child.field().name()), child, childNullable, ofChild);
                }
            }
        }
        if (array instanceof MapArray map && map.keys().hasNulls()) {
            checkKeys(path, map, used);
        }
    }

    private void checkKeys(FieldPath path, MapArray map, BitSet used) throws IpcFormatException {
        ArrowArray entries = map.elements();
        FieldPath keys = path.child(entries.field().name()).child(map.keys().field().name());
        check(keys, map.keys(), false, usedOfChild(map, 0, used));
    }

    /** Whether there are nulls at all that may be in the wrong place. */
    private static boolean mayHaveAny(ArrowArray array, boolean nullable) {
        if (!nullable && hasOwnNulls(array)) {
            return true;
        }
        if (array instanceof MapArray map && (map.elements().hasNulls() || map.keys().hasNulls())) {
            return true;
        }
        return NestedArrays.children(array).stream()
                .anyMatch(child -> mayHaveAny(child, child.field().nullable()));
    }

    /** Unions and run-end-encoded arrays have none: those of their children may be nullable. */
    private static boolean hasOwnNulls(ArrowArray array) {
        return !(array instanceof UnionArray)
                && !(array instanceof RunEndEncodedArray)
                && array.hasNulls();
    }

    /** The values of a child that used values of its parent have. */
    private static BitSet usedOfChild(ArrowArray array, int ordinal, BitSet used) {
        if (array instanceof StructArray && !array.hasNulls()) {
            return used;
        }
        BitSet result = new BitSet(NestedArrays.children(array).get(ordinal).length());
        if (array instanceof ListViewArray || array instanceof LargeListViewArray) {
            addOverlapping((ListLikeArray) array, used, result);
        } else if (array instanceof ListLikeArray list) {
            for (int i = next(used, 0); i < list.length(); i = next(used, i + 1)) {
                if (!list.isNull(i)) {
                    result.set(list.start(i), list.end(i));
                }
            }
        } else if (array instanceof RunEndEncodedArray runs) {
            addRuns(runs, used, result);
        } else {
            for (int i = next(used, 0); i < array.length(); i = next(used, i + 1)) {
                if (!(array instanceof UnionArray union)) {
                    result.set(i, !array.isNull(i));
                } else if (union.childOrdinal(i) == ordinal) {
                    result.set(union.childIndex(i));
                }
            }
        }
        return result;
    }

    /** Each element is added once, however many lists have it. */
    private static void addOverlapping(ListLikeArray list, BitSet used, BitSet result) {
        long[] ranges = new long[used == null ? list.length() : used.cardinality()];
        int count = 0;
        for (int i = next(used, 0); i < list.length(); i = next(used, i + 1)) {
            if (!list.isNull(i)) {
                ranges[count++] = (long) list.start(i) << Integer.SIZE | list.end(i);
            }
        }
        Arrays.sort(ranges, 0, count);
        int added = 0;
        for (int i = 0; i < count; i++) {
            int start = Math.max(added, (int) (ranges[i] >> Integer.SIZE));
            int end = (int) ranges[i];
            if (start < end) {
                result.set(start, end);
                added = end;
            }
        }
    }

    private static void addRuns(RunEndEncodedArray runs, BitSet used, BitSet result) {
        int run = 0;
        for (int i = next(used, 0); i < runs.length(); i = next(used, i + 1)) {
            while (runs.runEnd(run) <= i) {
                run++;
            }
            result.set(run);
        }
    }

    /** The next value that counts, from an index on; one that no array has if there is none. */
    private static int next(BitSet used, int from) {
        if (used == null) {
            return from;
        }
        int next = used.nextSetBit(from);
        return next < 0 ? Integer.MAX_VALUE : next;
    }
}
