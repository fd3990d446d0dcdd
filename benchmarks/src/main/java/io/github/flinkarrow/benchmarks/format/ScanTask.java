/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.format;

/** How much a scan does with the record batches that it reads. */
public enum ScanTask {
    /** Reads all columns, decompresses them, and looks at no value. */
    LOAD,
    /** Looks at every value of all columns. */
    VALUES
}
