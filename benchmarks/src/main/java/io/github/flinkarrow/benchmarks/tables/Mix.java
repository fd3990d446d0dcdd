/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.tables;

/** Numbers without a pattern that follow from a number: the finalizer of SplitMix64. */
final class Mix {

    private Mix() {}

    static long of(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** From 0 to {@code bound} - 1. */
    static long below(long bound, long mixed) {
        return Long.remainderUnsigned(mixed, bound);
    }
}
