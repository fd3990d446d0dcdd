/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured of one method of the format's benchmarks.
 *
 * @param benchmark its class
 * @param parameters of the class, as text
 * @param median the time of one call
 * @param unit of the time
 * @param allocatedBytes on the heap in one call
 * @param counters what the class counts itself, by the name of JMH's auxiliary counters
 */
public record FormatResult(
        String benchmark,
        String method,
        Map<String, String> parameters,
        double median,
        String unit,
        double allocatedBytes,
        Map<String, Double> counters) {

    /** Where the tables are, and how large: the same for all. */
    static final List<String> UNTOLD = List.of("data", "rows");

    public FormatResult {
        parameters = new TreeMap<>(parameters);
        counters = new TreeMap<>(counters);
    }

    /** What a later result of the same replaces, wherever and however large its tables are. */
    String key() {
        Map<String, String> told = new TreeMap<>(parameters);
        told.keySet().removeAll(UNTOLD);
        return String.join("\n", benchmark, method, told.toString());
    }
}
