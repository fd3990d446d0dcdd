/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

/** What a job does with a table. */
public enum Kind {
    /** Touches every field of every row of a source. */
    DATASTREAM_READ,
    /** Writes rows that cost nothing to a file sink. */
    DATASTREAM_WRITE,
    /** Writes rows that cost nothing to a thousand files at once. */
    DATASTREAM_BUCKETS,
    /** Answers a query, in batch mode. */
    SQL_QUERY,
    /** Inserts rows that cost nothing into a table, in batch mode. */
    SQL_INSERT;

    /** Whether its result is files. */
    public boolean writes() {
        return this == DATASTREAM_WRITE || this == DATASTREAM_BUCKETS || this == SQL_INSERT;
    }
}
