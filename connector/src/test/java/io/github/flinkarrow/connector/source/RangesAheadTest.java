/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.format.SeekableInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Ranges that are requested before they are needed. */
class RangesAheadTest {

    private static final int SIZE = 1_000;
    private static final int MOST_SECONDS = 30;

    private interface Read {
        void before(long position) throws Exception;
    }

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();

    @AfterEach
    void everyStreamIsClosed() {
        assertThat(open).hasValue(0);
    }

    @Test
    void aRangeIsThereWhenItIsNeeded() throws Exception {
        try (RangesAhead ahead = ahead(position -> {})) {
            ahead.request(100, 50);

            assertThat(ahead.take(99)).isNull();
            assertThat(ahead.take(150)).isNull();
            Window window = ahead.take(120);
            ByteBuffer target = ByteBuffer.allocate(SIZE);
            assertThat(window.copy(120, target)).isEqualTo(30);
            assertThat(target.get(0)).isEqualTo((byte) 120);
            assertThat(window.length()).isEqualTo(50);
            assertThat(ahead.take(120)).isNull();
        }
    }

    @Test
    void rangesAreRequestedAtTheSameTime() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        try (RangesAhead ahead = ahead(position -> both.await(MOST_SECONDS, TimeUnit.SECONDS))) {
            ahead.request(0, 10);
            ahead.request(500, 10);

            assertThat(ahead.take(0).has(9)).isTrue();
            assertThat(ahead.take(500).has(509)).isTrue();
        }
        assertThat(opened).hasValue(2);
    }

    @Test
    void streamsAreUsedAgain() throws Exception {
        try (RangesAhead ahead = ahead(position -> {})) {
            for (int i = 0; i < 10; i++) {
                ahead.request(i * 10L, 10);
                assertThat(ahead.take(i * 10L)).isNotNull();
            }
        }
        assertThat(opened).hasValue(1);
    }

    @Test
    void noMoreThanAFewRangesAreKept() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (RangesAhead ahead = ahead(position -> gate.await(MOST_SECONDS, TimeUnit.SECONDS))) {
            for (int i = 0; i <= RangesAhead.MOST_RANGES; i++) {
                ahead.request(i * 10L, 10);
            }
            gate.countDown();

            assertThat(ahead.take(RangesAhead.MOST_RANGES * 10L)).isNull();
            assertThat(ahead.take(0)).isNotNull();
        }
        assertThat(opened.get()).isLessThanOrEqualTo(RangesAhead.MOST_RANGES);
    }

    @Test
    void whatCannotBeReadIsLeftToWhoNeedsIt() throws Exception {
        try (RangesAhead ahead =
                ahead(
                        position -> {
                            throw new IOException("byte " + position + " cannot be read");
                        })) {
            ahead.request(0, 10);
            assertThat(ahead.take(0)).isNull();
        }
        try (RangesAhead ahead =
                new RangesAhead(
                        () -> {
                            throw new IOException("cannot be opened");
                        },
                        stopped::get)) {
            ahead.request(0, 10);
            assertThat(ahead.take(0)).isNull();
        }
    }

    @Test
    void aFileThatHasChangedIsNotReadOn() throws Exception {
        try (RangesAhead ahead =
                new RangesAhead(
                        () -> {
                            throw new FileChangedException("a.arrow: the file has changed");
                        },
                        stopped::get)) {
            ahead.request(0, 10);

            assertThatThrownBy(() -> ahead.take(0)).isInstanceOf(FileChangedException.class);
        }
    }

    @Test
    void aStreamThatFailedIsNotUsedAgain() throws Exception {
        AtomicBoolean failing = new AtomicBoolean(true);
        try (RangesAhead ahead =
                ahead(
                        position -> {
                            if (failing.getAndSet(false)) {
                                throw new IOException("connection lost");
                            }
                        })) {
            ahead.request(0, 10);
            assertThat(ahead.take(0)).isNull();
            assertThat(open).hasValue(0);

            ahead.request(0, 10);
            assertThat(ahead.take(0)).isNotNull();
            assertThat(opened).hasValue(2);
        }
    }

    @Test
    void allStreamsAreClosedEvenIfOneCannotBe() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        Read together = position -> both.await(MOST_SECONDS, TimeUnit.SECONDS);
        RangesAhead ahead = new RangesAhead(() -> new UnclosableStream(together), stopped::get);
        ahead.request(0, 1);
        ahead.request(500, 1);
        ahead.take(0);
        ahead.take(500);

        assertThatThrownBy(ahead::close)
                .isInstanceOf(IOException.class)
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    }

    @Test
    void aRangeBehindTheEndIsAsIfItHadNotBeenRequested() throws Exception {
        try (RangesAhead ahead = ahead(position -> {})) {
            ahead.request(SIZE - 5, 10);

            assertThat(ahead.take(SIZE)).isNull();
        }
    }

    @Test
    void closingEndsWhatIsUnderWay() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        RangesAhead ahead =
                ahead(
                        position -> {
                            begun.countDown();
                            never.await();
                        });
        ahead.request(0, 10);
        begun.await();

        ahead.close();
    }

    @Test
    void nobodyWaitsForARangeWhenTheReaderIsStopped() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (RangesAhead ahead = ahead(position -> never.await())) {
            ahead.request(0, 10);
            stopped.set(true);

            assertThat(ahead.take(0)).isNull();
        }
    }

    private RangesAhead ahead(Read read) {
        return new RangesAhead(() -> new Stream(read), stopped::get);
    }

    /** Bytes that are their positions. */
    private class Stream implements SeekableInput {

        private final Read read;

        Stream(Read read) {
            this.read = read;
            opened.incrementAndGet();
            open.incrementAndGet();
        }

        @Override
        public String name() {
            return "a.arrow";
        }

        @Override
        public long size() {
            return SIZE;
        }

        @Override
        public int read(long position, ByteBuffer target) throws IOException {
            try {
                read.before(position);
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
            if (position >= SIZE) {
                return -1;
            }
            target.put((byte) position);
            return 1;
        }

        @Override
        public void close() throws IOException {
            open.decrementAndGet();
        }
    }

    private final class UnclosableStream extends Stream {

        UnclosableStream(Read read) {
            super(read);
        }

        @Override
        public void close() throws IOException {
            super.close();
            throw new IOException("cannot be closed");
        }
    }
}
