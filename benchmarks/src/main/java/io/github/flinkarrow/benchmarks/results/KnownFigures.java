/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import java.util.Locale;

/** Names of figures that targets are made of; what they are with is a contender's files. */
public final class KnownFigures {

    /** A group. */
    public static final String ARROW_CPP = "Beside Arrow C++";

    /** In one thread, as a ratio to that of Arrow C++ in one thread: all columns, every value. */
    public static final String VALUES_CPU = "CPU time of Arrow C++, every value looked at";

    /** Likewise: all columns, decompressed, no value. */
    public static final String LOAD_CPU = "CPU time of Arrow C++, read and decompressed";

    /** A group. */
    public static final String TWO_COLUMNS = "Two of eight columns";

    /** As stored, of those of all columns: a ratio. */
    public static final String BYTES_SHARE = "their share of the stored bytes";

    /** That were read of bodies, of those that the columns have: a ratio. */
    public static final String BYTES_READ = "bytes read for each that they have";

    /** A group. */
    public static final String GROWTH = "Growth";

    /** The query, from its text to its answer: a measure. */
    public static String count(boolean statistics) {
        return "COUNT(*) %s statistics".formatted(statistics ? "with" : "without");
    }

    /** What a measure of growth is with. */
    public static String many(int count, String of) {
        return String.format(Locale.ROOT, "%,d %s", count, of);
    }

    private KnownFigures() {}
}
