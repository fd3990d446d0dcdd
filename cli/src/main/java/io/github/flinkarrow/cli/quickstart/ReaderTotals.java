/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.quickstart;

import java.io.Serializable;
import java.util.List;

/**
 * What one parallel reader has read.
 *
 * @param reader its index
 * @param sums one a numeric column
 */
record ReaderTotals(int reader, long rows, List<ColumnSum> sums) implements Serializable {}
