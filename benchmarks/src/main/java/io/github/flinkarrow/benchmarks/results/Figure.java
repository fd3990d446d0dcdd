/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

/**
 * One figure that stands for itself: how something grows, or what a store is asked for.
 *
 * @param group what is shown in one table, and is its heading
 * @param measure what was measured
 * @param with how much of what, as text: {@code 1,000 blocks}
 * @param value in the unit
 */
public record Figure(String group, String measure, String with, double value, String unit) {

    /** What a later figure of the same replaces. */
    String key() {
        return String.join("\n", group, measure, with);
    }
}
