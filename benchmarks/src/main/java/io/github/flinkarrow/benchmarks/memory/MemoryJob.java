/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.memory;

import io.github.flinkarrow.benchmarks.jobs.Scenario;

/**
 * A job whose memory is looked at.
 *
 * @param name as it is called in results, and the name of its plot
 * @param contender its name
 * @param rows of the table
 */
public record MemoryJob(String name, String contender, Scenario scenario, long rows) {

    public static final String MAPPED = "read-mapped";
    public static final String BUFFERED = "read-buffered";

    /** Rows that Flink copies, which keep arrays on the heap. */
    public static final String COPIED = "read-copied";

    public static final String BUCKETS = "thousand-buckets";
}
