/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

/**
 * Runs of equal values. A value is null where that of its run is.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#run-end-encoded-layout">Run-end
 *     encoded layout</a>
 */
public final class RunEndEncodedArray extends ArrowArray {

    private final FixedWidthArray runEnds;
    private final ArrowArray values;

    /**
     * @param runEnds integers of 16, 32 or 64 bits that increase, of which the last is at least the
     *     length
     * @param values one for each run
     */
    public RunEndEncodedArray(Field field, int length, FixedWidthArray runEnds, ArrowArray values) {
        super(field, length, 0, null);
        this.runEnds = runEnds;
        this.values = values;
    }

    public FixedWidthArray runEnds() {
        return runEnds;
    }

    public ArrowArray values() {
        return values;
    }

    /** The index behind the last value of a run. */
    public long runEnd(int run) {
        if (runEnds instanceof Int32Array ints) {
            return ints.get(run);
        } else if (runEnds instanceof Int16Array shorts) {
            return shorts.get(run);
        }
        return ((Int64Array) runEnds).get(run);
    }

    /** The run that a value belongs to, by binary search. */
    public int run(int index) {
        int low = 0;
        int high = runEnds.length() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (runEnd(middle) <= index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public boolean hasNulls() {
        return values.hasNulls();
    }

    @Override
    public boolean isNull(int index) {
        return values.isNull(run(index));
    }
}
