/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Ordinary jobs in the memory of a default task manager, with no flag that opens the JDK. */
class WriteAndReadITCase {

    private static final List<String> JVM_OPTIONS =
            List.of("-Xmx512m", "-XX:MaxDirectMemorySize=128m");

    /** More bytes than there is direct memory. */
    private static final long MANY = 6_000_000;

    @TempDir private Path scratch;

    @ParameterizedTest
    @CsvSource({"NONE,BUFFERED", "NONE,MMAP", "LZ4_FRAME,BUFFERED", "ZSTD,BUFFERED"})
    void moreThanTheDirectMemoryIsWrittenAndRead(String compression, String mode) throws Exception {
        run(Jdk.current(), MANY, compression, mode);
    }

    @ParameterizedTest
    @CsvSource({"NONE,BUFFERED", "NONE,MMAP", "LZ4_FRAME,BUFFERED", "ZSTD,BUFFERED"})
    void theNewestJdkNeedsNoFlagEither(String compression, String mode) throws Exception {
        run(Jdk.newest(), 200_000, compression, mode);
    }

    private void run(Jdk jdk, long rows, String compression, String mode) throws Exception {
        ForkedProcess job =
                ForkedProcess.java(
                        jdk,
                        scratch,
                        JVM_OPTIONS,
                        null,
                        WriteAndReadJob.class.getName(),
                        scratch.resolve("files").toString(),
                        Long.toString(rows),
                        compression,
                        mode);

        assertThat(job.assertSucceeded().out())
                .contains("sum=" + rows * (rows + 1) / 2)
                .contains("matching=" + rows);
    }
}
