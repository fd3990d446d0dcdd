/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import io.github.flinkarrow.benchmarks.memory.MemoryJob;
import io.github.flinkarrow.benchmarks.memory.RunMemory;
import io.github.flinkarrow.benchmarks.results.Target.Bound;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

import static io.github.flinkarrow.benchmarks.results.Measures.beyond;
import static io.github.flinkarrow.benchmarks.results.Measures.figure;
import static io.github.flinkarrow.benchmarks.results.Measures.job;
import static io.github.flinkarrow.benchmarks.results.Measures.jobSeconds;
import static io.github.flinkarrow.benchmarks.results.Measures.memory;
import static io.github.flinkarrow.benchmarks.results.Measures.method;
import static io.github.flinkarrow.benchmarks.results.Measures.ratio;
import static io.github.flinkarrow.benchmarks.results.Measures.runsBelow;
import static io.github.flinkarrow.benchmarks.results.Measures.splitSeconds;
import static io.github.flinkarrow.benchmarks.results.Measures.timesAsFast;
import static io.github.flinkarrow.benchmarks.results.Target.Bound.atLeast;
import static io.github.flinkarrow.benchmarks.results.Target.Bound.atMost;

/** The targets, each as one or several measures. */
final class TwelveTargets {

    private static final String TIMES = "x";

    private static final String SCAN = "full --only format --jobs Scan";
    private static final String SCANS = "full --only figures --jobs scans";
    private static final String LZ4 = "full --only format --jobs Lz4";
    private static final String WRITE = "full --only format --jobs Write";
    private static final String PLANNING = "full --only format --jobs Planning";

    /** Flink waits for half a minute where it stalls. */
    private static final double STALL_SECONDS = 20;

    /** Of the heap, run by run: less than what Flink keeps of a job that has ended. */
    private static final double MOST_LEFT = 64;

    private static final double KIBIBYTE = 1 << 10;

    static final List<Target> ALL =
            Stream.of(
                            scans(),
                            reading(),
                            queries(),
                            compression(),
                            projected("arrow-ipc"),
                            projected("arrow-ipc-lz4"),
                            projected("arrow-ipc-lz4-linked"),
                            projected("arrow-ipc-zstd"),
                            writing(),
                            planning(),
                            held(),
                            splits())
                    .flatMap(List::stream)
                    .toList();

    private TwelveTargets() {}

    private static Target of(
            int number,
            String measure,
            Bound bound,
            String command,
            Function<Results, OptionalDouble> figure) {
        return new Target(number, measure, bound, command, figure);
    }

    private static Map<String, String> files(String contender) {
        return Map.of("files", contender);
    }

    private static List<Target> scans() {
        Map<String, String> plain = files("arrow-ipc");
        return List.of(
                of(
                        1,
                        "row view, fully validated: speed of arrow-java's getters",
                        atLeast(2.5, TIMES),
                        SCAN,
                        timesAsFast("Scan", "rowsFullyValidated", "arrowJavaGetters", plain)),
                of(
                        2,
                        "column scan: time of arrow-java's raw buffers",
                        atMost(1.15, TIMES),
                        SCAN,
                        ratio(
                                method("Scan", "arrays", plain),
                                method("Scan", "arrowJavaBuffers", plain))),
                of(
                        2,
                        "column scan: CPU time of Arrow C++ with values",
                        atMost(1.15, TIMES),
                        SCANS,
                        figure(KnownFigures.ARROW_CPP, KnownFigures.VALUES_CPU, "arrow-ipc")));
    }

    private static List<Target> reading() {
        return List.of(
                overParquet(3, "read mixed, p1, object reuse", 5),
                overParquet(3, "read mixed, p2, object reuse", 4.5),
                ofCostless(3, "read mixed, p1, object reuse"),
                ofCostless(3, "read mixed, p2, object reuse"),
                overParquet(4, "read mixed, p1, default", 4),
                overParquet(4, "read mixed, p2, default", 4));
    }

    private static Target overParquet(int number, String scenario, double times) {
        return of(
                number,
                scenario + ": rate of Parquet uncompressed",
                atLeast(times, TIMES),
                command(scenario),
                job(scenario, JobResult::timesPeer));
    }

    private static Target ofCostless(int number, String scenario) {
        return of(
                number,
                scenario + ": rate of rows that cost nothing",
                atLeast(0.6, TIMES),
                command(scenario),
                job(scenario, JobResult::shareOfBound));
    }

    private static String command(String scenario) {
        return "full --only jobs --jobs \"%s\"".formatted(scenario);
    }

    private static List<Target> queries() {
        String aggregates = "SQL mixed, 9 aggregates, p1";
        return List.of(
                overParquet(5, aggregates, 2.5),
                of(
                        5,
                        aggregates + ": time of rows that cost nothing",
                        atMost(1.25, TIMES),
                        command(aggregates),
                        job(
                                aggregates,
                                (job, ours) -> job.shareOfBound(ours).map(share -> 1 / share))),
                of(
                        6,
                        "COUNT(*) of 10,000,000 rows: time of that of 10 rows",
                        atMost(1.1, TIMES),
                        command("COUNT"),
                        ratio(
                                jobSeconds("SQL large-blocks, COUNT(*), p1"),
                                jobSeconds("SQL few-rows, COUNT(*), p1"))),
                counting("without statistics", false, 80),
                counting("with statistics", true, 20));
    }

    private static Target counting(String how, boolean statistics, double milliseconds) {
        return of(
                6,
                "COUNT(*) of 100,000 record batches %s, beyond that of one".formatted(how),
                atMost(milliseconds, "ms"),
                "full --only figures --jobs growth",
                beyond(counted(100_000, statistics), counted(1, statistics)));
    }

    private static Function<Results, OptionalDouble> counted(int blocks, boolean statistics) {
        return figure(
                KnownFigures.GROWTH,
                KnownFigures.count(statistics),
                KnownFigures.many(blocks, "blocks"));
    }

    private static Function<Results, OptionalDouble> planning(
            String method, int blocks, String statistics) {
        return method(
                "Planning",
                method,
                Map.of("blocks", Integer.toString(blocks), "statistics", statistics));
    }

    private static List<Target> compression() {
        return List.of(
                of(
                        7,
                        "LZ4, linked blocks: speed of arrow-java",
                        atLeast(25, TIMES),
                        LZ4,
                        timesAsFast("Lz4", "linkedBlocks", "arrowJavaLinkedBlocks", Map.of())),
                of(
                        7,
                        "LZ4, linked blocks: CPU time of Arrow C++",
                        atMost(2, TIMES),
                        SCANS,
                        figure(
                                KnownFigures.ARROW_CPP,
                                KnownFigures.LOAD_CPU,
                                "arrow-ipc-lz4-linked")),
                overLz4Java("lz4-java, from the same files", "lz4JavaFileBlocks"),
                overLz4Java("lz4-java, from and to a cache", "lz4JavaBlocks"),
                of(
                        7,
                        "ZSTD, column scan: speed of arrow-java",
                        atLeast(1.1, TIMES),
                        SCAN,
                        timesAsFast(
                                "Scan", "arrays", "arrowJavaBuffers", files("arrow-ipc-zstd"))));
    }

    private static Target overLz4Java(String peer, String method) {
        return of(
                7,
                "LZ4, independent blocks: time of " + peer,
                atMost(1.15, TIMES),
                LZ4,
                ratio(
                        method("Lz4", "independentBlocks", Map.of()),
                        method("Lz4", method, Map.of())));
    }

    private static List<Target> projected(String files) {
        return List.of(
                of(
                        8,
                        "2 of 8 columns of %s: time of all, by their share of the bytes"
                                .formatted(files),
                        atMost(1.2, TIMES),
                        "full --only format,figures --jobs scan",
                        ratio(
                                ratio(
                                        method("Scan", "twoColumns", files(files)),
                                        method("Scan", "arrays", files(files))),
                                figure(KnownFigures.TWO_COLUMNS, KnownFigures.BYTES_SHARE, files))),
                of(
                        8,
                        "2 of 8 columns of %s: bytes read for each that they have".formatted(files),
                        atMost(1.2, TIMES),
                        SCANS,
                        figure(KnownFigures.TWO_COLUMNS, KnownFigures.BYTES_READ, files)));
    }

    private static List<Target> writing() {
        return List.of(
                overSetSafe("uncompressed", "NONE"),
                overSetSafe("LZ4", "LZ4_FRAME"),
                overSetSafe("ZSTD", "ZSTD"),
                of(
                        9,
                        "bulk writer, uncompressed, 65,536 distinct rows: speed of flink-parquet's",
                        atLeast(7, TIMES),
                        WRITE,
                        timesAsFast("Write", "bulkWriter", "parquet", written("NONE"))),
                overParquet(9, "INSERT mixed, p1", 5));
    }

    /** Rows that come out of main memory, as those of a table do. */
    private static Map<String, String> written(String compression) {
        return Map.of("compression", compression, "distinctRows", "65536");
    }

    private static Target overSetSafe(String name, String compression) {
        return of(
                9,
                "writing rows, %s, 65,536 distinct rows: speed of arrow-java's setSafe"
                        .formatted(name),
                atLeast(1.5, TIMES),
                WRITE,
                timesAsFast("Write", "bulkWriter", "arrowJava", written(compression)));
    }

    private static List<Target> planning() {
        return List.of(
                of(
                        10,
                        "footer of 100,000 record batches",
                        atMost(10, "ms"),
                        PLANNING,
                        planning("footer", 100_000, "false")),
                of(
                        10,
                        "footer of 100,000 record batches: time of that of 1,000",
                        atMost(100, TIMES),
                        PLANNING,
                        ratio(
                                planning("footer", 100_000, "false"),
                                planning("footer", 1_000, "false"))));
    }

    private static List<Target> held() {
        return List.of(
                of(
                        11,
                        "mapped: buffers allocated in all runs",
                        atMost(0, "bytes"),
                        memoryCommand(MemoryJob.MAPPED),
                        memory(MemoryJob.MAPPED, held -> held.last(RunMemory::handedOutBytes))),
                of(
                        11,
                        "buffered: projected record batches a reader holds at once",
                        atMost(MemoryFigures.MOST_BATCHES, "batches"),
                        memoryCommand(MemoryJob.BUFFERED),
                        memory(MemoryJob.BUFFERED, MemoryFigures::mostBatches)),
                growing(MemoryJob.MAPPED),
                growing(MemoryJob.BUFFERED),
                growing(MemoryJob.COPIED),
                growing(MemoryJob.BUCKETS));
    }

    private static Target growing(String job) {
        return of(
                11,
                job + ": heap that is left behind by a run",
                atMost(MOST_LEFT, "KiB"),
                memoryCommand(job),
                memory(job, held -> held.trend(RunMemory::heapBytes) / KIBIBYTE));
    }

    private static String memoryCommand(String job) {
        return "full --only memory --jobs " + job;
    }

    private static List<Target> splits() {
        return List.of(
                of(
                        12,
                        "jobs over 1,000 small blocks, one after another, without Flink's stall",
                        atLeast(200, "jobs"),
                        "full --only splits --jobs p2",
                        runsBelow(
                                "read small-blocks, p2, object reuse",
                                "arrow-ipc-block-splits",
                                STALL_SECONDS)),
                of(
                        12,
                        "10,000 small blocks: time of the same rows in 10",
                        atMost(1.5, TIMES),
                        "full --only splits --jobs p1",
                        ratio(
                                splitSeconds("read small-blocks, p1, object reuse", "arrow-ipc"),
                                splitSeconds("read large-blocks, p1, object reuse", "arrow-ipc"))));
    }
}
