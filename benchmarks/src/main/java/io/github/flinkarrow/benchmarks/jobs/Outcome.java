/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import java.util.List;

/**
 * What came of a job: of a run to be timed, or of one that checks every byte.
 *
 * @param rows how many were read, or written and read again
 * @param checksum a sum over all of them
 * @param answer the rows of a query's result, sorted
 */
public record Outcome(long rows, long checksum, List<String> answer) {

    /** Of what keeps no rows. */
    static final Outcome NOTHING = of(0, 0);

    public Outcome {
        answer = List.copyOf(answer);
    }

    /** Of a job that reads or writes a table. */
    public static Outcome of(long rows, long checksum) {
        return new Outcome(rows, checksum, List.of());
    }
}
