/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.FileStatus;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Inspects many files at a time, in threads of its own that end when they have nothing to do. Other
 * files wait for one that hangs only when there are as many that hang as threads.
 */
final class InspectionPool implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(InspectionPool.class);

    /** Reading a footer is waiting for a file system, so there are more of them than cores. */
    private static final int THREADS = 16;

    private static final int IDLE_SECONDS = 10;

    private static final AtomicInteger THREAD_NUMBER = new AtomicInteger();

    /**
     * What came of a file.
     *
     * @param layout null if the file could not be inspected
     * @param failure null if it could
     */
    record Outcome(DataFile file, FileLayout layout, IOException failure) {}

    private final FileInspector inspector;
    private final ThreadPoolExecutor threads;

    InspectionPool(FileInspector inspector) {
        this.inspector = inspector;
        this.threads =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        InspectionPool::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "arrow-ipc-planning-" + THREAD_NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** The layouts of all files, in their order, or the failure of the first that has one. */
    List<FileLayout> layouts(List<FileStatus> files) throws IOException {
        return all(submit(files));
    }

    /** The rows of all files, in their order; empty for a stream. */
    List<OptionalLong> rowCounts(List<FileStatus> files) throws IOException {
        List<Future<OptionalLong>> futures = new ArrayList<>(files.size());
        for (FileStatus file : files) {
            futures.add(threads.submit(() -> inspector.rowCount(file)));
        }
        return all(futures);
    }

    /** The hosts of files that were listed long ago, in their order. */
    List<BlockHosts> hosts(List<DataFile> files) throws IOException {
        List<Future<BlockHosts>> futures = new ArrayList<>(files.size());
        for (DataFile file : files) {
            futures.add(threads.submit(() -> BlockHosts.of(file.path())));
        }
        return all(futures);
    }

    private static <T> List<T> all(List<Future<T>> futures) throws IOException {
        try {
            List<T> results = new ArrayList<>(futures.size());
            for (Future<T> future : futures) {
                results.add(get(future));
            }
            return results;
        } finally {
            futures.forEach(future -> future.cancel(true));
        }
    }

    /**
     * Inspects a file and hands on what comes of it, both in one of the threads.
     *
     * @param then may reject it when nobody wants it any more, as while a job ends
     */
    void inspect(FileStatus file, FileInspector.Depth depth, Consumer<Outcome> then) {
        threads.execute(
                () -> {
                    Outcome outcome = outcome(file, depth);
                    if (threads.isShutdown()) {
                        return;
                    }
                    try {
                        then.accept(outcome);
                    } catch (RejectedExecutionException e) {
                        LOG.debug("{}: was inspected for nobody", file.getPath(), e);
                    }
                });
    }

    private Outcome outcome(FileStatus file, FileInspector.Depth depth) {
        try {
            return new Outcome(DataFile.of(file), inspector.inspect(file, depth), null);
        } catch (IOException e) {
            return new Outcome(DataFile.of(file), null, e);
        } catch (RuntimeException | Error e) {
            return new Outcome(DataFile.of(file), null, notInspected(file, e));
        }
    }

    /** What came of each file, in their order: no failure hides another file. */
    List<Outcome> outcomes(List<FileStatus> files) throws IOException {
        List<Future<FileLayout>> futures = submit(files);
        List<Outcome> outcomes = new ArrayList<>(files.size());
        for (int i = 0; i < files.size(); i++) {
            DataFile file = DataFile.of(files.get(i));
            try {
                outcomes.add(new Outcome(file, get(futures.get(i)), null));
            } catch (InterruptedIOException e) {
                futures.forEach(future -> future.cancel(true));
                throw e;
            } catch (IOException e) {
                outcomes.add(new Outcome(file, null, e));
            }
        }
        return outcomes;
    }

    private List<Future<FileLayout>> submit(List<FileStatus> files) {
        List<Future<FileLayout>> futures = new ArrayList<>(files.size());
        for (FileStatus file : files) {
            futures.add(threads.submit(() -> inspect(file)));
        }
        return futures;
    }

    private FileLayout inspect(FileStatus file) throws IOException {
        try {
            return inspector.inspect(file, FileInspector.Depth.TO_ITS_END);
        } catch (RuntimeException e) {
            throw notInspected(file, e);
        }
    }

    private static IOException notInspected(FileStatus file, Throwable cause) {
        return new IOException(file.getPath() + ": the file cannot be inspected: " + cause, cause);
    }

    private static <T> T get(Future<T> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException | CancellationException e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            InterruptedIOException interrupted = new InterruptedIOException("planning was stopped");
            interrupted.initCause(e);
            throw interrupted;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("planning failed", e.getCause());
        }
    }

    /** Stops what is going on. */
    @Override
    public void close() {
        for (Runnable queued : threads.shutdownNow()) {
            // Of others nobody waits for the result.
            if (queued instanceof Future<?> future) {
                future.cancel(true);
            }
        }
    }
}
