/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

/**
 * Numbers values of arrays of one layout in the order in which they come, equal ones alike.
 *
 * <p>Equal are bits of numbers, bytes of text, and nested values deeply; a null is equal to a null.
 * Dictionary-encoded values are compared by the values that they refer to.
 */
public final class DistinctValues {

    private final DistinctBytes distinct = new DistinctBytes();
    private final ValueBytes value = new ValueBytes();
    private final long mostBytes;
    private long totalBytes;
    private int count;

    /**
     * @param mostBytes of all values that differ
     */
    public DistinctValues(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** How many numbers there are. */
    public int count() {
        return count;
    }

    /**
     * The number of a value, {@link #count()} before the call where it is a new one.
     *
     * @throws ArithmeticException if the values that differ take too many bytes
     */
    public int number(ArrowArray array, int index) {
        value.clear();
        value.add(array, index);
        int number = distinct.find(value.bytes(), 0, value.size());
        if (number >= 0) {
            return number;
        }
        totalBytes += value.size();
        if (totalBytes > mostBytes) {
            throw new ArithmeticException(
                    "values that differ take more than " + mostBytes + " bytes");
        }
        distinct.add(value.bytes(), 0, value.size());
        return count++;
    }
}
