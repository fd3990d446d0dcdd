/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks;

import io.github.flinkarrow.benchmarks.jobs.Kind;
import io.github.flinkarrow.benchmarks.jobs.Scenario;

import java.util.List;
import java.util.stream.Stream;

/** The jobs that are compared. */
final class Scenarios {

    private static final String MIXED = "mixed";
    private static final String WIDE = "wide";

    /** What a change is looked at with. */
    static final List<Scenario> QUICK =
            List.of(
                    read(MIXED, 1, true),
                    read(MIXED, 2, true),
                    read(MIXED, 1, false),
                    read(MIXED, 2, false),
                    query(MIXED, "9 aggregates", 1, nineAggregates()),
                    query(MIXED, "COUNT(*)", 1, "SELECT COUNT(*) FROM t"),
                    write(MIXED, 1),
                    insert(MIXED, 1));

    static final List<Scenario> FULL =
            Stream.concat(
                            QUICK.stream(),
                            Stream.of(
                                    query(
                                            MIXED,
                                            "4 aggregates",
                                            1,
                                            "SELECT COUNT(*), SUM(id), MIN(quantity), MAX(price) FROM t"),
                                    query(
                                            MIXED,
                                            "GROUP BY",
                                            1,
                                            "SELECT kind, COUNT(*), SUM(id) FROM t GROUP BY kind"),
                                    query(MIXED, "9 aggregates", 2, nineAggregates()),
                                    query(MIXED, "2 of 8", 1, "SELECT SUM(id), MAX(price) FROM t"),
                                    write(MIXED, 2),
                                    insert(MIXED, 2),
                                    read(WIDE, 1, true),
                                    read(WIDE, 1, false),
                                    query(
                                            WIDE,
                                            "2 of 1,000",
                                            1,
                                            "SELECT SUM(c2), MAX(c501) FROM t"),
                                    write(WIDE, 1),
                                    read("bigfile", 1, true),
                                    read("bigfile", 2, true)))
                    .toList();

    /** The same rows in blocks of a thousand and of a million. */
    static final List<Scenario> SPLITS =
            List.of(read("small-blocks", 1, true), read("large-blocks", 1, true));

    /** Many small splits, in which Flink's own readers sometimes wait for half a minute. */
    static final Scenario STALLS = read("small-blocks", 2, true);

    private Scenarios() {}

    private static String nineAggregates() {
        return "SELECT COUNT(*), SUM(id), SUM(quantity), SUM(price), COUNT(flag), MAX(kind),"
                + " MAX(note), MAX(seen), SUM(amount) FROM t";
    }

    private static Scenario read(String table, int parallelism, boolean reuse) {
        String name =
                "read %s, p%d, %s"
                        .formatted(table, parallelism, reuse ? "object reuse" : "default");
        return new Scenario(name, Kind.DATASTREAM_READ, table, parallelism, reuse, null);
    }

    private static Scenario write(String table, int parallelism) {
        String name = "write %s, p%d".formatted(table, parallelism);
        return new Scenario(name, Kind.DATASTREAM_WRITE, table, parallelism, true, null);
    }

    private static Scenario insert(String table, int parallelism) {
        String name = "INSERT %s, p%d".formatted(table, parallelism);
        return new Scenario(name, Kind.SQL_INSERT, table, parallelism, true, null);
    }

    private static Scenario query(String table, String what, int parallelism, String query) {
        String name = "SQL %s, %s, p%d".formatted(table, what, parallelism);
        return new Scenario(name, Kind.SQL_QUERY, table, parallelism, true, query);
    }
}
