/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;

import java.util.List;

/**
 * What the children of a field have to be like, for each type.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#physical-memory-layout">Physical
 *     memory layout</a>
 */
final class TypeRules {

    private TypeRules() {}

    /** What is wrong with the children, as "expected, not found", or null if nothing is. */
    static String violation(ArrowType type, List<Field> children) {
        if (type instanceof ArrowType.Struct) {
            return null;
        }
        if (type instanceof ArrowType.Union union) {
            return children.size() == union.typeIds().size()
                    ? null
                    : "a union of "
                            + union.typeIds().size()
                            + " type ids has as many children, not "
                            + children.size();
        }
        int expected = childCount(type);
        if (children.size() != expected) {
            return "the number of children of "
                    + type
                    + " is "
                    + expected
                    + ", not "
                    + children.size();
        }
        if (type instanceof ArrowType.Map) {
            return mapViolation(children.get(0));
        }
        if (type instanceof ArrowType.RunEndEncoded) {
            return runEndsViolation(children.get(0));
        }
        return null;
    }

    private static int childCount(ArrowType type) {
        if (type instanceof ArrowType.List
                || type instanceof ArrowType.LargeList
                || type instanceof ArrowType.ListView
                || type instanceof ArrowType.LargeListView
                || type instanceof ArrowType.FixedSizeList
                || type instanceof ArrowType.Map) {
            return 1;
        }
        return type instanceof ArrowType.RunEndEncoded ? 2 : 0;
    }

    private static String mapViolation(Field entries) {
        if (!(entries.type() instanceof ArrowType.Struct) || entries.isDictionaryEncoded()) {
            return "the child of a Map is a Struct, not " + described(entries);
        }
        int count = entries.children().size();
        return count == 2 ? null : "the entries of a Map have 2 children, not " + count;
    }

    private static String runEndsViolation(Field runEnds) {
        boolean allowed =
                runEnds.type() instanceof ArrowType.Int type
                        && type.signed()
                        && type.bitWidth() > 8
                        && !runEnds.isDictionaryEncoded();
        return allowed ? null : "run ends are Int16, Int32 or Int64, not " + described(runEnds);
    }

    private static String described(Field field) {
        return (field.isDictionaryEncoded() ? "a dictionary of " : "") + field.type();
    }
}
