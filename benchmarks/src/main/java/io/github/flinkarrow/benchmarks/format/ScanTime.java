/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.format;

/**
 * How long a scan takes, each the median of several runs.
 *
 * @param wallSeconds from its start to its end
 * @param cpuSeconds of all threads that take part
 */
public record ScanTime(double wallSeconds, double cpuSeconds) {}
