/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.memory;

/**
 * What the process held when a run had ended and the heap had been collected.
 *
 * @param run its number, from 0
 * @param directBytes of direct buffers, those that the format keeps for the next batch among them
 * @param mappedBytes of mapped files, by their address space
 * @param bufferBytes that the format's allocator has given out and not got back
 * @param handedOutBytes that it has given out so far; a buffer that is used again counts each time
 * @param peakBufferBytes the most that it had given out at once so far
 */
public record RunMemory(
        int run,
        long heapBytes,
        long directBytes,
        long mappedBytes,
        long bufferBytes,
        long handedOutBytes,
        long peakBufferBytes) {}
