/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.format.SeekableInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Ranges of a file that are requested before they are needed, each in a stream of its own. What
 * cannot be read is as if it had not been requested: whoever needs it finds out why. Only that the
 * file has changed is said at once: the stream that is open may still be of the old one. Used by
 * one thread.
 */
final class RangesAhead implements Closeable {

    /** Opens the file once more, as the file that was planned. */
    @FunctionalInterface
    interface Opening {
        SeekableInput open() throws IOException;
    }

    /** So many are requested at a time, and kept until they are read. */
    static final int MOST_RANGES = 4;

    /** Of a longer range only so much is requested ahead. */
    static final int MOST_BYTES = 4 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(RangesAhead.class);

    private static final int IDLE_SECONDS = 10;
    private static final int MOST_SECONDS_TO_CLOSE = 5;
    private static final int MILLIS_TO_LOOK = 50;
    private static final AtomicInteger THREAD_NUMBER = new AtomicInteger();

    private record Request(long start, int length, Future<Window> window) {

        boolean has(long position) {
            return position >= start && position < start + length;
        }
    }

    private final Opening opening;
    private final BooleanSupplier isStopped;

    /** In the order in which they were asked for. */
    private final Deque<Request> requests = new ArrayDeque<>();

    /** Streams that no request uses. */
    private final Deque<SeekableInput> idle = new ArrayDeque<>();

    private final AtomicLong bytesLoaded = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private ThreadPoolExecutor threads;

    RangesAhead(Opening opening, BooleanSupplier isStopped) {
        this.opening = opening;
        this.isStopped = isStopped;
    }

    /** Requests a range, unless it is requested already or there are too many. */
    void request(long start, long length) {
        int most = (int) Math.min(length, MOST_BYTES);
        if (most <= 0 || find(start) != null) {
            return;
        }
        if (requests.size() == MOST_RANGES) {
            forgetDone();
        }
        if (requests.size() < MOST_RANGES) {
            if (threads == null) {
                threads = threads();
            }
            requests.add(new Request(start, most, threads.submit(() -> load(start, most))));
        }
    }

    private static ThreadPoolExecutor threads() {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(
                        MOST_RANGES,
                        MOST_RANGES,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        RangesAhead::thread);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "arrow-ipc-ahead-" + THREAD_NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** Of those that were read and are not needed, the one that was asked for first. */
    private void forgetDone() {
        for (Iterator<Request> all = requests.iterator(); all.hasNext(); ) {
            if (all.next().window().isDone()) {
                all.remove();
                return;
            }
        }
    }

    private Request find(long position) {
        for (Request request : requests) {
            if (request.has(position)) {
                return request;
            }
        }
        return null;
    }

    /**
     * The bytes from a position on, which are then not kept here any more. Waits for them.
     *
     * @return null if they were not requested, or cannot be read
     * @throws FileChangedException if the file is not the one that was planned
     */
    Window take(long position) throws IOException {
        Request request = find(position);
        if (request == null) {
            return null;
        }
        requests.remove(request);
        Window window = await(request.window());
        return window != null && window.has(position) ? window : null;
    }

    /** Bytes that were read since this was asked for the last time. */
    long takeBytesLoaded() {
        return bytesLoaded.getAndSet(0);
    }

    private Window await(Future<Window> future) throws IOException {
        while (!isStopped.getAsBoolean()) {
            try {
                return future.get(MILLIS_TO_LOOK, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                LOG.trace("a request takes its time", e);
            } catch (ExecutionException | CancellationException e) {
                if (e.getCause() instanceof FileChangedException changed) {
                    throw changed;
                }
                LOG.debug("a range is requested again, as it could not be read ahead", e);
                return null;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                InterruptedIOException interrupted = new InterruptedIOException("interrupted");
                interrupted.initCause(e);
                throw interrupted;
            }
        }
        return null;
    }

    private Window load(long start, int length) throws IOException {
        SeekableInput input = stream();
        Window window = new Window();
        try {
            window.load(input, start, length, () -> closed.get() || isStopped.getAsBoolean());
            return window;
        } finally {
            bytesLoaded.addAndGet(window.length());
            // What ended before its end may have failed, and would again.
            if (window.length() == length) {
                giveBack(input);
            } else {
                input.close();
            }
        }
    }

    private SeekableInput stream() throws IOException {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return opening.open();
    }

    private void giveBack(SeekableInput input) throws IOException {
        synchronized (idle) {
            if (!closed.get()) {
                idle.push(input);
                return;
            }
        }
        input.close();
    }

    /** Ends what is requested, and closes all streams. */
    @Override
    public void close() throws IOException {
        closed.set(true);
        if (threads != null) {
            threads.shutdownNow();
            try {
                threads.awaitTermination(MOST_SECONDS_TO_CLOSE, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        synchronized (idle) {
            closeIdle();
        }
    }

    /** Closes all of them even if one cannot be closed. */
    private void closeIdle() throws IOException {
        IOException failure = null;
        for (SeekableInput input : idle) {
            try {
                input.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        idle.clear();
        if (failure != null) {
            throw failure;
        }
    }
}
