/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

/**
 * Numbers values of arrays of one layout in the order in which they come, equal ones alike.
 *
 * <p>Equal are bits of numbers, bytes of text, and nested values deeply; a null is equal to a null.
 * Dictionary-encoded values are compared by the values that they refer to.
 */
public final class DistinctValues {

    /** How many times the bytes that values may take may be looked at in a round. */
    private static final long LOOKS = 4;

    private final DistinctBytes distinct = new DistinctBytes();
    private final ValueBytes value;
    private final long mostBytes;
    private final long mostLookedAt;
    private long lookedAt;
    private long totalBytes;
    private int count;

    /**
     * @param mostBytes of all values that differ
     */
    public DistinctValues(long mostBytes) {
        this.mostBytes = mostBytes;
        this.mostLookedAt =
                Math.max(mostBytes, LOOKS * Math.min(mostBytes, Long.MAX_VALUE / LOOKS));
        this.value = new ValueBytes(mostLookedAt);
    }

    /** How many numbers there are. */
    public int count() {
        return count;
    }

    /** Values are looked at anew, such as those of the next dictionary. */
    public void beginRound() {
        lookedAt = 0;
    }

    /**
     * The number of a value, {@link #count()} before the call where it is a new one.
     *
     * @throws ArithmeticException if the values that differ take too many bytes, or those that have
     *     been looked at in this round: values that overlap may have far more than there are
     */
    public int number(ArrowArray array, int index) {
        value.clear();
        value.add(array, index);
        lookedAt += value.size();
        if (lookedAt > mostLookedAt) {
            throw new ArithmeticException("values have more than " + mostLookedAt + " bytes");
        }
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
