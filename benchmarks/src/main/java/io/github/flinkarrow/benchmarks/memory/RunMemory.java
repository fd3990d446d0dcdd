/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.memory;

/**
 * What the process held when a run had ended and the heap had been collected.
 *
 * @param run its number, from 0
 * @param directBytes of direct buffers, those that are kept for the next batch among them
 * @param mappedBytes of mapped files, by their address space
 * @param bufferBytes that the format's allocators have given out and not got back
 * @param handedOutBytes that they have given out so far; a buffer that is used again counts each
 *     time
 * @param peakBufferBytes the most that one of them had given out at once so far: rows are in one,
 *     what is being decompressed may be in another
 */
public record RunMemory(
        int run,
        long heapBytes,
        long directBytes,
        long mappedBytes,
        long bufferBytes,
        long handedOutBytes,
        long peakBufferBytes) {}
