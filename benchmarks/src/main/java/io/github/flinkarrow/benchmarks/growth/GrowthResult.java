/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.growth;

/**
 * What something took.
 *
 * @param what was done
 * @param of what there was one, or more of: blocks, columns or files
 * @param count how many there were
 * @param millis the median of several runs, in milliseconds
 */
public record GrowthResult(String what, String of, int count, double millis) {}
