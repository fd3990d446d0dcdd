/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks;

import io.github.flinkarrow.benchmarks.jobs.Scenario;

import java.util.List;

/**
 * A job, and who runs it.
 *
 * @param rows of the table
 * @param contenders in the order of their turns
 */
record Comparison(Scenario scenario, long rows, List<String> contenders) {

    Comparison {
        contenders = List.copyOf(contenders);
    }
}
