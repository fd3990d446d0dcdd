/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import io.github.flinkarrow.format.array.RunEndEncodedArray;

/**
 * Values of runs. The run of the value asked for last is where the search for the next one starts,
 * so that rows in their order cost no search. (A table with the run of each row would cost memory
 * that no file has to have: a run of two billion rows is a few bytes.)
 */
final class RunColumn extends IndirectColumn {

    private final RunEndEncodedArray array;

    /** A hint: several threads may set it, and any run is a valid value. */
    private int lastRun;

    RunColumn(RunEndEncodedArray array, Column values) {
        super(array.length(), null, values.hasNulls(), values);
        this.array = array;
    }

    @Override
    int at(int index) {
        int run = lastRun;
        if (run > 0 && index < array.runEnd(run - 1)) {
            run = array.run(index);
        } else if (index >= array.runEnd(run)) {
            run++;
            if (index >= array.runEnd(run)) {
                run = array.run(index);
            }
        }
        lastRun = run;
        return run;
    }

    @Override
    boolean isNullElsewhere(int index) {
        return values.isNullAt(at(index));
    }
}
