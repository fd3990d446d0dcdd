/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.FileStatus;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.Faults;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/** How inspections end when nobody wants what comes of them. */
class InspectionPoolTest {

    private static final int MOST_SECONDS = 60;

    @TempDir private Path directory;
    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();
    private final InspectionPool pool =
            new InspectionPool(
                    new FileInspector(ArrowIpcReadOptions.DEFAULT, PlanningOptions.DEFAULT));
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final Thread.UncaughtExceptionHandler before =
            Thread.getDefaultUncaughtExceptionHandler();
    private FileStatus file;

    @BeforeEach
    void writeAFile() throws Exception {
        ArrowFiles.write(directory.resolve("a.arrow"), 1, 1);
        org.apache.flink.core.fs.Path path = fileSystem.path(directory.resolve("a.arrow"));
        file = path.getFileSystem().getFileStatus(path);
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
    }

    @AfterEach
    void close() {
        Thread.setDefaultUncaughtExceptionHandler(before);
        pool.close();
    }

    @Test
    void closingEndsInspectionsThatWaitForAThread() {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger inspected = new AtomicInteger();
        fileSystem.setFaults(Faults.NONE.withReadsWaitingFor(gate));
        for (int i = 0; i < 64; i++) {
            pool.inspect(
                    file, FileInspector.Depth.TO_ITS_END, outcome -> inspected.incrementAndGet());
        }

        pool.close();
        gate.countDown();

        assertThat(inspected).hasValue(0);
    }

    @Test
    void anInspectionThatEndsBehindWhoWantedItIsForgotten() throws Exception {
        CompletableFuture<Thread> inspecting = new CompletableFuture<>();
        pool.inspect(
                file,
                FileInspector.Depth.TO_ITS_END,
                outcome -> {
                    inspecting.complete(Thread.currentThread());
                    throw new RejectedExecutionException("the coordinator is gone");
                });
        Thread thread = inspecting.get(MOST_SECONDS, TimeUnit.SECONDS);

        pool.close();
        thread.join(TimeUnit.SECONDS.toMillis(MOST_SECONDS));

        assertThat(thread.isAlive()).isFalse();
        assertThat(uncaught).isEmpty();
    }
}
