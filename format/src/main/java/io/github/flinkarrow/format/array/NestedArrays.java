/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.util.List;

/** Takes nested arrays apart, and puts them together with other children. */
public final class NestedArrays {

    private NestedArrays() {}

    /** The children in the order of the field's; none of a dictionary-encoded array. */
    public static List<ArrowArray> children(ArrowArray array) {
        if (array instanceof StructArray struct) {
            return struct.children();
        } else if (array instanceof ListLikeArray list) {
            return List.of(list.elements());
        } else if (array instanceof UnionArray union) {
            return union.children();
        } else if (array instanceof RunEndEncodedArray runs) {
            return List.of(runs.runEnds(), runs.values());
        }
        return List.of();
    }

    /**
     * An array with the buffers of another one and other children.
     *
     * @param field of the result
     * @param children as long, and of the same classes where the array asks for one, as those they
     *     replace
     */
    public static ArrowArray withChildren(
            ArrowArray array, Field field, List<ArrowArray> children) {
        int length = array.length();
        if (array instanceof StructArray) {
            return new StructArray(field, length, array.nullCount(), array.validity(), children);
        } else if (array instanceof ListLikeArray list) {
            return list(list, field, children.get(0));
        } else if (array instanceof UnionArray union) {
            return new UnionArray(field, length, union.typeIds(), union.offsets(), children);
        } else if (array instanceof RunEndEncodedArray) {
            FixedWidthArray runEnds = (FixedWidthArray) children.get(0);
            return new RunEndEncodedArray(field, length, runEnds, children.get(1));
        }
        throw new IllegalArgumentException(array.field() + " has no children");
    }

    private static ListLikeArray list(ListLikeArray array, Field field, ArrowArray elements) {
        int length = array.length();
        int nulls = array.nullCount();
        if (array instanceof MapArray map) {
            StructArray entries = (StructArray) elements;
            return new MapArray(field, length, nulls, map.validity(), map.offsets(), entries);
        } else if (array instanceof ListArray list) {
            return new ListArray(field, length, nulls, list.validity(), list.offsets(), elements);
        } else if (array instanceof LargeListArray list) {
            return new LargeListArray(
                    field, length, nulls, list.validity(), list.offsets(), elements);
        } else if (array instanceof ListViewArray list) {
            return new ListViewArray(
                    field, length, nulls, list.validity(), list.offsets(), list.sizes(), elements);
        } else if (array instanceof LargeListViewArray list) {
            return new LargeListViewArray(
                    field, length, nulls, list.validity(), list.offsets(), list.sizes(), elements);
        }
        int listSize = ((FixedSizeListArray) array).listSize();
        return new FixedSizeListArray(field, length, nulls, array.validity(), listSize, elements);
    }
}
