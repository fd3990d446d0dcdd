/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.StringData;

import io.github.flinkarrow.format.array.ArrowArray;

/**
 * The texts of runs, of which the one asked for last is remembered: rows in their order share it as
 * long as a run lasts, and what Flink caches in a string with it.
 */
final class RunTexts extends Column {

    /** Immutable, so that several threads may hand it on. */
    private record Last(int run, StringData text) {}

    private final Column values;

    /** A hint: any text with its run is a valid value. */
    private Last last;

    RunTexts(ArrowArray array, Column values) {
        super(array);
        this.values = values;
    }

    @Override
    StringData getString(int run) {
        Last known = last;
        if (known == null || known.run != run) {
            known = new Last(run, values.getString(run));
            last = known;
        }
        return known.text;
    }
}
