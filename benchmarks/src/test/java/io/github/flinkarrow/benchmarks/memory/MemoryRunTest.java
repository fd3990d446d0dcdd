/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.memory;

import io.github.flinkarrow.benchmarks.contenders.TableFiles;
import io.github.flinkarrow.benchmarks.jobs.Kind;
import io.github.flinkarrow.benchmarks.jobs.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryRunTest {

    private static final long MEBIBYTE = 1 << 20;

    @TempDir private Path scratch;

    /** Those that {@code taskmanager.sh} prints for the configuration that Flink comes with. */
    @Test
    void theLimitsAreThoseOfATaskManager() {
        assertThat(MemoryLimits.jvmOptions())
                .containsExactlyInAnyOrder(
                        "-Xmx536870902",
                        "-Xms536870902",
                        "-XX:MaxDirectMemorySize=268435458",
                        "-XX:MaxMetaspaceSize=268435456");
    }

    @Test
    void aJobIsLookedAtAfterEveryRun() throws Exception {
        Scenario buckets = new Scenario("buckets", Kind.DATASTREAM_BUCKETS, "mixed", 1, true, null);
        MemoryAccount account =
                new MemoryRun(
                                new TableFiles(scratch),
                                new MemoryJob("buckets", "arrow-ipc", buckets, 1_000),
                                2)
                        .run();

        assertThat(account.heapLimit() / MEBIBYTE).isBetween(500L, 512L);
        assertThat(account.fileBytes()).isPositive();
        assertThat(account.runs()).extracting(RunMemory::run).containsExactly(0, 1);
        assertThat(account.runs())
                .allSatisfy(run -> assertThat(run.heapBytes()).isPositive())
                .allSatisfy(run -> assertThat(run.bufferBytes()).isZero());
        assertThat(account.samples()).isNotEmpty();
    }

    @Test
    void aFewSamplesStandForManyWithTheMostOfEachFigure() {
        List<MemorySample> samples = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            samples.add(new MemorySample(i, i == 501 ? 7 : 1, 0, 0, 0, i));
        }

        List<MemorySample> thinned = MemorySample.thinned(samples);

        assertThat(thinned).hasSizeLessThan(250);
        assertThat(thinned).extracting(MemorySample::heapBytes).contains(7L, 1L);
        assertThat(thinned.get(thinned.size() - 1).bufferBytes()).isEqualTo(999);
    }
}
