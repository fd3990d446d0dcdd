/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.memory;

/**
 * What the process held at a moment.
 *
 * @param seconds since it began to read
 * @param run the number of the run, from 0
 * @param heapBytes that are used, garbage among them
 * @param directBytes of direct buffers
 * @param mappedBytes of mapped files, by their address space
 * @param residentMappedBytes of those, in physical memory
 * @param bufferBytes that the format's allocator has given out
 */
public record MemorySample(
        double seconds,
        int run,
        long heapBytes,
        long directBytes,
        long mappedBytes,
        long residentMappedBytes,
        long bufferBytes) {}
