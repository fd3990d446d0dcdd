/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A figure that has to reach something.
 *
 * @param number of the target that this is a part of
 * @param measure what is measured
 * @param bound what has to be reached
 * @param command the arguments of {@code ./benchmark} that measure it
 * @param figure what results come to; empty if they have no such measure
 */
record Target(
        int number,
        String measure,
        Bound bound,
        String command,
        Function<Results, OptionalDouble> figure) {

    /** Where a figure is good. */
    record Bound(boolean isLowest, double value, String unit) {

        /** More is better. */
        static Bound atLeast(double value, String unit) {
            return new Bound(true, value, unit);
        }

        /** Less is better. */
        static Bound atMost(double value, String unit) {
            return new Bound(false, value, unit);
        }

        boolean isReachedBy(double figure) {
            return isLowest ? figure >= value : figure <= value;
        }

        @Override
        public String toString() {
            return (isLowest ? "≥ " : "≤ ") + text(value);
        }

        /** A figure of the same unit. */
        String text(double figure) {
            boolean whole = figure == Math.rint(figure);
            return String.format(Locale.ROOT, whole ? "%,.0f" : "%,.2f", figure) + " " + unit;
        }
    }
}
