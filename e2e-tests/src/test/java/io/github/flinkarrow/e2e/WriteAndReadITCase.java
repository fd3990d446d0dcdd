/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import io.github.flinkarrow.format.Compression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Ordinary jobs in the memory of a default task manager, with no flag that opens the JDK. */
class WriteAndReadITCase {

    private static final List<String> JVM_OPTIONS =
            List.of("-Xmx512m", "-XX:MaxDirectMemorySize=128m");

    /** More bytes than there is direct memory. */
    private static final long MANY = 4_000_000;

    private static final long FEW = 200_000;

    private static final int BUCKETS = 1_000;

    /** Rows of about one, together more than the open buckets may hold. */
    private static final long KILOBYTES = 80_000;

    @TempDir private Path scratch;

    @Test
    void moreThanTheDirectMemoryIsWrittenAndRead() throws Exception {
        run(Jdk.current(), MANY);
    }

    @Test
    void theNewestJdkNeedsNoFlagEither() throws Exception {
        run(Jdk.newest(), FEW);
    }

    @Test
    void aThousandBucketsAreOpenInOneCheckpoint() throws Exception {
        Path output = scratch.resolve("buckets");
        ForkedProcess job =
                ForkedProcess.java(
                        Jdk.current(),
                        scratch,
                        JVM_OPTIONS,
                        null,
                        ManyBucketsJob.class.getName(),
                        output.toString(),
                        Long.toString(KILOBYTES),
                        Integer.toString(BUCKETS));

        assertThat(job.assertSucceeded().out()).contains("sum=" + KILOBYTES * (KILOBYTES + 1) / 2);
        try (Stream<Path> buckets = Files.list(output)) {
            assertThat(buckets).hasSize(BUCKETS);
        }
    }

    private void run(Jdk jdk, long rows) throws Exception {
        ForkedProcess jobs =
                ForkedProcess.java(
                        jdk,
                        scratch,
                        JVM_OPTIONS,
                        null,
                        WriteAndReadJob.class.getName(),
                        scratch.toString(),
                        Long.toString(rows));

        assertThat(jobs.assertSucceeded().out().lines().filter(line -> line.contains("sum=")))
                .hasSize(2 * Compression.values().length)
                .allMatch(line -> line.contains("sum=" + rows * (rows + 1) / 2))
                .allMatch(line -> line.contains("matching=" + rows));
    }
}
