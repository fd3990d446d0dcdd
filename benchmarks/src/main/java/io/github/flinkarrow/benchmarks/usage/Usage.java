/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.usage;

/**
 * What this process took while something ran.
 *
 * @param cpuSeconds of all threads, the compiler's and the collector's among them
 * @param allocatedBytes on the heap, of all threads
 * @param peakHeapBytes the most that the pools of the heap held
 * @param peakResidentBytes the most physical memory, mapped files included; 0 where the system does
 *     not tell it
 */
public record Usage(
        double cpuSeconds, long allocatedBytes, long peakHeapBytes, long peakResidentBytes) {}
