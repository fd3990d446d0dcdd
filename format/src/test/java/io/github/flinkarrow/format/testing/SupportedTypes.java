/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.FloatingPointPrecision;

/** Which fields can be read as arrays: the list that tests hold the readers to. */
public final class SupportedTypes {

    private SupportedTypes() {}

    /**
     * The names from the field down to the first one that cannot be read, itself or inside of it,
     * with dots between them; null if all can be read.
     */
    public static String firstUnsupported(Field field) {
        if (!isSupported(field.type())) {
            return field.name();
        }
        for (Field child : field.children()) {
            String found = firstUnsupported(child);
            if (found != null) {
                return field.name() + "." + found;
            }
        }
        return null;
    }

    private static boolean isSupported(ArrowType type) {
        if (type instanceof ArrowType.FloatingPoint number) {
            return number.precision() != FloatingPointPrecision.HALF;
        } else if (type instanceof ArrowType.Decimal decimal) {
            return decimal.bitWidth() == 128;
        }
        return !(type instanceof ArrowType.Utf8View
                || type instanceof ArrowType.BinaryView
                || type instanceof ArrowType.Interval
                || type instanceof ArrowType.LargeList
                || type instanceof ArrowType.FixedSizeList
                || type instanceof ArrowType.ListView
                || type instanceof ArrowType.LargeListView
                || type instanceof ArrowType.Union
                || type instanceof ArrowType.RunEndEncoded);
    }
}
