/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.schema;

import java.util.Objects;

/**
 * The logical type of a {@link Field}, one record for each member of the {@code Type} union.
 *
 * <p>A nested type does not hold its children: they are fields of the {@link Field} that has the
 * type. The constructors accept only what the specification allows and throw {@link
 * IllegalArgumentException} otherwise.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#data-types">Data types</a>
 */
public sealed interface ArrowType {

    /** Nothing but nulls; has no buffers. */
    record Null() implements ArrowType {
        @Override
        public String toString() {
            return "Null";
        }
    }

    /** One bit a value. */
    record Bool() implements ArrowType {
        @Override
        public String toString() {
            return "Bool";
        }
    }

    /**
     * An integer.
     *
     * @param bitWidth 8, 16, 32 or 64
     * @param signed two's complement when true
     */
    record Int(int bitWidth, boolean signed) implements ArrowType {
        public Int {
            require(
                    bitWidth == 8 || bitWidth == 16 || bitWidth == 32 || bitWidth == 64,
                    "the bit width of an Int is 8, 16, 32 or 64, not " + bitWidth);
        }

        @Override
        public String toString() {
            return (signed ? "Int" : "UInt") + bitWidth;
        }
    }

    /** An IEEE 754 number. */
    record FloatingPoint(FloatingPointPrecision precision) implements ArrowType {
        public FloatingPoint {
            Objects.requireNonNull(precision, "precision");
        }

        @Override
        public String toString() {
            return "Float" + precision.bitWidth();
        }
    }

    /**
     * An exact decimal number: an integer of {@code bitWidth} bits times 10 to the power of minus
     * {@code scale}.
     *
     * @param precision number of decimal digits, from 1 to the most that {@code bitWidth} can hold
     *     (9, 18, 38, 76)
     * @param scale may be negative or larger than the precision
     * @param bitWidth 32, 64, 128 or 256
     */
    record Decimal(int precision, int scale, int bitWidth) implements ArrowType {
        public Decimal {
            int most = maxPrecision(bitWidth);
            require(most > 0, "the bit width of a Decimal is 32, 64, 128 or 256, not " + bitWidth);
            require(
                    precision >= 1 && precision <= most,
                    "the precision of a Decimal"
                            + bitWidth
                            + " is from 1 to "
                            + most
                            + ", not "
                            + precision);
        }

        /** The most decimal digits that the width can hold, or 0 if there is no such width. */
        public static int maxPrecision(int bitWidth) {
            return switch (bitWidth) {
                case 32 -> 9;
                case 64 -> 18;
                case 128 -> 38;
                case 256 -> 76;
                default -> 0;
            };
        }

        @Override
        public String toString() {
            return "Decimal" + bitWidth + "(" + precision + ", " + scale + ")";
        }
    }

    /** UTF-8 text with 32-bit offsets. */
    record Utf8() implements ArrowType {
        @Override
        public String toString() {
            return "Utf8";
        }
    }

    /** UTF-8 text with 64-bit offsets. */
    record LargeUtf8() implements ArrowType {
        @Override
        public String toString() {
            return "LargeUtf8";
        }
    }

    /** UTF-8 text as 16-byte views. */
    record Utf8View() implements ArrowType {
        @Override
        public String toString() {
            return "Utf8View";
        }
    }

    /** Bytes with 32-bit offsets. */
    record Binary() implements ArrowType {
        @Override
        public String toString() {
            return "Binary";
        }
    }

    /** Bytes with 64-bit offsets. */
    record LargeBinary() implements ArrowType {
        @Override
        public String toString() {
            return "LargeBinary";
        }
    }

    /** Bytes as 16-byte views. */
    record BinaryView() implements ArrowType {
        @Override
        public String toString() {
            return "BinaryView";
        }
    }

    /**
     * Values of equally many bytes.
     *
     * @param byteWidth bytes a value, 0 or more
     */
    record FixedSizeBinary(int byteWidth) implements ArrowType {
        public FixedSizeBinary {
            require(
                    byteWidth >= 0,
                    "the byte width of a FixedSizeBinary is 0 or more, not " + byteWidth);
        }

        @Override
        public String toString() {
            return "FixedSizeBinary(" + byteWidth + ")";
        }
    }

    /** A day since 1970-01-01: days in 32 bits, or milliseconds in 64. */
    record Date(DateUnit unit) implements ArrowType {
        public Date {
            Objects.requireNonNull(unit, "unit");
        }

        @Override
        public String toString() {
            return unit == DateUnit.DAY ? "Date32" : "Date64";
        }
    }

    /**
     * A time of day since midnight.
     *
     * @param unit seconds and milliseconds have 32 bits, microseconds and nanoseconds 64
     */
    record Time(TimeUnit unit) implements ArrowType {
        public Time {
            Objects.requireNonNull(unit, "unit");
        }

        /** 32 or 64. */
        public int bitWidth() {
            return unit == TimeUnit.SECOND || unit == TimeUnit.MILLISECOND ? 32 : 64;
        }

        @Override
        public String toString() {
            return "Time" + bitWidth() + "(" + unit.symbol() + ")";
        }
    }

    /**
     * A 64-bit count of units since 1970-01-01T00:00:00: an instant where there is a zone, a wall
     * clock reading where there is none.
     *
     * @param zone name of the zone, never empty; null for a timestamp without a zone
     */
    record Timestamp(TimeUnit unit, String zone) implements ArrowType {

        private static final int LONGEST_ZONE = 64;

        public Timestamp {
            Objects.requireNonNull(unit, "unit");
            require(zone == null || !zone.isEmpty(), "a zone has a name, or is null");
        }

        @Override
        public String toString() {
            return "Timestamp(" + unit.symbol() + (zone == null ? "" : ", " + shownZone()) + ")";
        }

        /** The zone as it may stand in a message, whatever a file calls it. */
        private String shownZone() {
            boolean plain = zone.chars().limit(LONGEST_ZONE + 1L).allMatch(c -> c >= 32 && c < 127);
            return plain && zone.length() <= LONGEST_ZONE
                    ? zone
                    : "a zone of " + zone.length() + " characters";
        }
    }

    /** A 64-bit length of time. */
    record Duration(TimeUnit unit) implements ArrowType {
        public Duration {
            Objects.requireNonNull(unit, "unit");
        }

        @Override
        public String toString() {
            return "Duration(" + unit.symbol() + ")";
        }
    }

    /** A calendar interval. */
    record Interval(IntervalUnit unit) implements ArrowType {
        public Interval {
            Objects.requireNonNull(unit, "unit");
        }

        @Override
        public String toString() {
            return "Interval(" + unit + ")";
        }
    }

    /** A list with 32-bit offsets; one child. */
    record List() implements ArrowType {
        @Override
        public String toString() {
            return "List";
        }
    }

    /** A list with 64-bit offsets; one child. */
    record LargeList() implements ArrowType {
        @Override
        public String toString() {
            return "LargeList";
        }
    }

    /** A list of 32-bit offsets and sizes; one child. */
    record ListView() implements ArrowType {
        @Override
        public String toString() {
            return "ListView";
        }
    }

    /** A list of 64-bit offsets and sizes; one child. */
    record LargeListView() implements ArrowType {
        @Override
        public String toString() {
            return "LargeListView";
        }
    }

    /**
     * Lists of equally many elements; one child.
     *
     * @param listSize elements a list, 0 or more
     */
    record FixedSizeList(int listSize) implements ArrowType {
        public FixedSizeList {
            require(listSize >= 0, "the size of a FixedSizeList is 0 or more, not " + listSize);
        }

        @Override
        public String toString() {
            return "FixedSizeList(" + listSize + ")";
        }
    }

    /** One value of every child. */
    record Struct() implements ArrowType {
        @Override
        public String toString() {
            return "Struct";
        }
    }

    /**
     * A list of entries; one child, a struct of a key and a value, whatever their names.
     *
     * @param keysSorted whether the keys of each value are sorted
     */
    record Map(boolean keysSorted) implements ArrowType {
        @Override
        public String toString() {
            return keysSorted ? "Map(keys sorted)" : "Map";
        }
    }

    /**
     * One of the children, by type id.
     *
     * @param typeIds the id of each child in the order of the children, each from 0 to 127 and only
     *     once
     */
    record Union(UnionMode mode, java.util.List<Integer> typeIds) implements ArrowType {
        public Union {
            Objects.requireNonNull(mode, "mode");
            typeIds = java.util.List.copyOf(typeIds);
            for (int typeId : typeIds) {
                require(
                        typeId >= 0 && typeId <= 127,
                        "the type id of a union is from 0 to 127, not " + typeId);
            }
            require(
                    typeIds.stream().distinct().count() == typeIds.size(),
                    "the type ids of a union are distinct, not " + typeIds);
        }

        @Override
        public String toString() {
            return (mode == UnionMode.SPARSE ? "SparseUnion" : "DenseUnion") + typeIds;
        }
    }

    /** Runs of equal values; two children, the run ends and the values. */
    record RunEndEncoded() implements ArrowType {
        @Override
        public String toString() {
            return "RunEndEncoded";
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
