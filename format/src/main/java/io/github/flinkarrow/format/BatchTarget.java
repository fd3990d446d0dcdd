/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;

import java.io.IOException;

/** Where record batches go one after another. */
interface BatchTarget {
    void write(RecordBatch batch) throws IOException;
}
