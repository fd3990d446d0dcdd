/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

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
 */
public record FormatResult(
        String benchmark,
        String method,
        Map<String, String> parameters,
        double median,
        String unit,
        double allocatedBytes) {

    public FormatResult {
        parameters = new TreeMap<>(parameters);
    }
}
