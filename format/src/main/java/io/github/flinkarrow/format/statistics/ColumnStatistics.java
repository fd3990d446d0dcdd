/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.statistics;

/**
 * What is known of the values of a column in one record batch.
 *
 * @param nullCount how many are null
 * @param hasNan whether one is not a number; such values have no part in the range
 * @param range of the others; null where there are no others
 */
public record ColumnStatistics(long nullCount, boolean hasNan, ValueRange range) {}
