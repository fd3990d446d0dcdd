/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle of several figures. */
public final class Median {

    private Median() {}

    /**
     * The median of a figure.
     *
     * @param samples at least one; of an even number the mean of the middle two counts
     */
    public static <T> double of(List<T> samples, ToDoubleFunction<T> figure) {
        double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
