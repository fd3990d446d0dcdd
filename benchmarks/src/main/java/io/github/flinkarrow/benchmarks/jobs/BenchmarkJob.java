/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

/** A job of one contender, run again and again in one process. */
interface BenchmarkJob {

    /** Runs it so that every byte is looked at. */
    Outcome check() throws Exception;

    /** Runs it to be timed. */
    Sample run() throws Exception;
}
