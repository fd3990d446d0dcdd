/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.schema;

/** The parts of an {@link ArrowType.Interval}. */
public enum IntervalUnit {
    /** One int32 of months. */
    YEAR_MONTH,
    /** An int32 of days and an int32 of milliseconds. */
    DAY_TIME,
    /** An int32 of months, an int32 of days and an int64 of nanoseconds. */
    MONTH_DAY_NANO
}
