/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

/** What a job does with a table. */
public enum Kind {
    /** Touches every field of every row of a source. */
    DATASTREAM_READ,
    /** Writes rows that cost nothing to a file sink. */
    DATASTREAM_WRITE,
    /** Answers a query, in batch mode. */
    SQL_QUERY,
    /** Inserts rows that cost nothing into a table, in batch mode. */
    SQL_INSERT;

    boolean writes() {
        return this == DATASTREAM_WRITE || this == SQL_INSERT;
    }
}
