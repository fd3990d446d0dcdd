/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import io.github.flinkarrow.format.schema.DateUnit;
import io.github.flinkarrow.format.schema.FloatingPointPrecision;
import io.github.flinkarrow.format.schema.IntervalUnit;
import io.github.flinkarrow.format.schema.TimeUnit;
import io.github.flinkarrow.format.schema.UnionMode;

import java.util.List;

/** The members of the specification's enums: each at the index that is its number. */
final class EnumMembers {

    static final List<FloatingPointPrecision> PRECISIONS =
            List.of(
                    FloatingPointPrecision.HALF,
                    FloatingPointPrecision.SINGLE,
                    FloatingPointPrecision.DOUBLE);

    static final List<DateUnit> DATE_UNITS = List.of(DateUnit.DAY, DateUnit.MILLISECOND);

    static final List<TimeUnit> TIME_UNITS =
            List.of(
                    TimeUnit.SECOND,
                    TimeUnit.MILLISECOND,
                    TimeUnit.MICROSECOND,
                    TimeUnit.NANOSECOND);

    static final List<IntervalUnit> INTERVAL_UNITS =
            List.of(IntervalUnit.YEAR_MONTH, IntervalUnit.DAY_TIME, IntervalUnit.MONTH_DAY_NANO);

    static final List<UnionMode> UNION_MODES = List.of(UnionMode.SPARSE, UnionMode.DENSE);

    private EnumMembers() {}

    /** The number of a member. */
    static <T> short number(List<T> members, T member) {
        return (short) members.indexOf(member);
    }
}
