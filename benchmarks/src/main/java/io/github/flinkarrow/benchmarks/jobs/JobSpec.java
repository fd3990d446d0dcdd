/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

/**
 * What a process is told to run.
 *
 * @param contender its name
 * @param input the directory of the rows that are read: of the contender's files, or of rows that
 *     cost nothing where it writes
 * @param scratch a directory of its own for what it writes
 */
public record JobSpec(String contender, Scenario scenario, String input, String scratch) {}
