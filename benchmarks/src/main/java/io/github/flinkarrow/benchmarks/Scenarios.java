/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks;

import io.github.flinkarrow.benchmarks.contenders.Contenders;
import io.github.flinkarrow.benchmarks.jobs.Kind;
import io.github.flinkarrow.benchmarks.jobs.Scenario;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The jobs that are compared. */
final class Scenarios {

    private static final String MIXED = "mixed";
    private static final String WIDE = "wide";
    private static final String BIGFILE = "bigfile";
    private static final String SMALL_BLOCKS = "small-blocks";
    private static final String LARGE_BLOCKS = "large-blocks";

    private static final String FEW_ROWS = "few-rows";

    private static final String FOUR_AGGREGATES =
            "SELECT COUNT(*), SUM(id), MIN(quantity), MAX(price) FROM t";
    private static final String NINE_AGGREGATES =
            "SELECT COUNT(*), SUM(id), SUM(quantity), SUM(price), COUNT(flag), MAX(kind),"
                    + " MAX(note), MAX(seen), SUM(amount) FROM t";
    private static final String GROUPS = "SELECT kind, COUNT(*), SUM(id) FROM t GROUP BY kind";
    private static final String TWO_OF_EIGHT = "SELECT SUM(id), MAX(price) FROM t";
    private static final String TWO_OF_A_THOUSAND = "SELECT SUM(c2), MAX(c501) FROM t";
    private static final String ROW_COUNT = "SELECT COUNT(*) FROM t";

    private static final String[] READERS = {
        "arrow-ipc",
        "arrow-ipc-mmap",
        "arrow-ipc-lz4",
        "arrow-ipc-lz4-linked",
        "arrow-ipc-zstd",
        "parquet",
        "parquet-snappy",
        "orc",
        "orc-snappy",
        "costless"
    };
    private static final String[] PLAIN_READERS = {
        "arrow-ipc", "arrow-ipc-mmap", "parquet", "orc", "costless"
    };
    private static final String[] WRITERS = {
        "arrow-ipc",
        "arrow-ipc-lz4",
        "arrow-ipc-zstd",
        "parquet",
        "parquet-snappy",
        "orc-snappy",
        "costless"
    };
    private static final String[] PLAIN_WRITERS = {"arrow-ipc", "parquet", "orc", "costless"};

    private static final Scenario READ = read(MIXED, 1, true);
    private static final Scenario READ_IN_PARALLEL = read(MIXED, 2, true);
    private static final Scenario READ_COPIED = read(MIXED, 1, false);
    private static final Scenario READ_COPIED_IN_PARALLEL = read(MIXED, 2, false);
    private static final Scenario AGGREGATES = query(MIXED, "9 aggregates", 1, NINE_AGGREGATES);
    private static final Scenario COUNT = query(MIXED, "COUNT(*)", 1, ROW_COUNT);
    private static final Scenario WRITE = write(MIXED, 1);
    private static final Scenario INSERT = insert(MIXED, 1);

    private static final long QUICK_READ = 3_000_000;
    private static final long QUICK_WRITTEN = 1_500_000;
    private static final long FULL_MIXED = 10_000_000;
    private static final long FULL_WIDE = 100_000;
    private static final long BLOCKS_ROWS = 10_000_000;

    /** Ten record batches each, of a row and of a million. */
    private static final List<Comparison> COUNTS =
            List.of(
                    among(query(FEW_ROWS, "COUNT(*)", 1, ROW_COUNT), 10, "arrow-ipc"),
                    among(query(LARGE_BLOCKS, "COUNT(*)", 1, ROW_COUNT), BLOCKS_ROWS, "arrow-ipc"));

    /**
     * What a change is looked at with: every kind of job, and every peer somewhere. Writing takes
     * several times as long as reading, so its tables are smaller.
     */
    static final List<Comparison> QUICK =
            List.of(
                    among(READ, QUICK_READ, "arrow-ipc", "parquet", "orc-snappy", "costless"),
                    among(READ_IN_PARALLEL, QUICK_READ, "arrow-ipc", "parquet", "costless"),
                    among(READ_COPIED, QUICK_READ, "arrow-ipc", "parquet", "costless"),
                    among(READ_COPIED_IN_PARALLEL, QUICK_READ, "arrow-ipc", "parquet"),
                    among(AGGREGATES, QUICK_READ, "arrow-ipc", "parquet", "costless"),
                    among(COUNT, QUICK_READ, "arrow-ipc", "parquet"),
                    among(WRITE, QUICK_WRITTEN, "arrow-ipc", "parquet"),
                    among(INSERT, QUICK_WRITTEN, "arrow-ipc", "parquet", "orc-snappy"));

    static final List<Comparison> FULL =
            Stream.of(
                            Stream.of(
                                            READ,
                                            READ_IN_PARALLEL,
                                            READ_COPIED,
                                            READ_COPIED_IN_PARALLEL,
                                            AGGREGATES,
                                            COUNT)
                                    .map(Scenarios::amongReaders),
                            Stream.of(WRITE, INSERT).map(Scenarios::amongWriters),
                            Stream.of(
                                            query(MIXED, "4 aggregates", 1, FOUR_AGGREGATES),
                                            query(MIXED, "GROUP BY", 1, GROUPS),
                                            query(MIXED, "9 aggregates", 2, NINE_AGGREGATES),
                                            query(MIXED, "2 of 8", 1, TWO_OF_EIGHT))
                                    .map(Scenarios::amongReaders),
                            Stream.of(write(MIXED, 2), insert(MIXED, 2))
                                    .map(Scenarios::amongWriters),
                            Stream.of(
                                            read(WIDE, 1, true),
                                            read(WIDE, 1, false),
                                            query(WIDE, "2 of 1,000", 1, TWO_OF_A_THOUSAND))
                                    .map(Scenarios::amongReaders),
                            Stream.of(write(WIDE, 1)).map(Scenarios::amongWriters),
                            Stream.of(read(BIGFILE, 1, true), read(BIGFILE, 2, true))
                                    .map(Scenarios::amongReaders),
                            COUNTS.stream())
                    .flatMap(comparisons -> comparisons)
                    .toList();

    /** The same rows in blocks of a thousand and of a million. */
    static final List<Comparison> SPLITS = splits(BLOCKS_ROWS);

    static final List<Comparison> QUICK_SPLITS = splits(BLOCKS_ROWS / 10);

    /** Many small splits, in which Flink's own readers sometimes wait for half a minute. */
    static final Comparison STALLS =
            new Comparison(
                    read(SMALL_BLOCKS, 2, true), 1_000 * 1_000L, List.of(Contenders.BLOCK_SPLITS));

    /** What readers hold over time. */
    static final Scenario MEMORY_READ = READ;

    static final Scenario MEMORY_READ_COPIED = READ_COPIED;

    static final Scenario MEMORY_BUCKETS =
            new Scenario(
                    "write mixed to 1,000 buckets, p1",
                    Kind.DATASTREAM_BUCKETS,
                    MIXED,
                    1,
                    true,
                    null);

    private Scenarios() {}

    /** Beside a job of one row, of which the net times are made. */
    private static Comparison among(Scenario scenario, long rows, String... contenders) {
        return new Comparison(
                scenario,
                rows,
                Stream.concat(Arrays.stream(contenders), Stream.of("fixed")).toList());
    }

    /** Readers of all their files; compression of numbers that count up tells nothing. */
    private static Comparison amongReaders(Scenario scenario) {
        return switch (scenario.table()) {
            case WIDE -> among(scenario, FULL_WIDE, PLAIN_READERS);
            case BIGFILE -> among(scenario, BLOCKS_ROWS, PLAIN_READERS);
            default -> among(scenario, FULL_MIXED, READERS);
        };
    }

    private static Comparison amongWriters(Scenario scenario) {
        return scenario.table().equals(WIDE)
                ? among(scenario, FULL_WIDE, PLAIN_WRITERS)
                : among(scenario, FULL_MIXED, WRITERS);
    }

    private static List<Comparison> splits(long rows) {
        return Stream.of(SMALL_BLOCKS, LARGE_BLOCKS)
                .map(
                        table ->
                                among(
                                        read(table, 1, true),
                                        rows,
                                        "arrow-ipc",
                                        Contenders.BLOCK_SPLITS))
                .toList();
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
