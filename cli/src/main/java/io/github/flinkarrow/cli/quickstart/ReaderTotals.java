/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.quickstart;

import java.io.Serializable;

/**
 * What one parallel reader has read.
 *
 * @param reader its index
 * @param sums one a numeric column
 */
record ReaderTotals(int reader, long rows, ColumnSum[] sums) implements Serializable {}
