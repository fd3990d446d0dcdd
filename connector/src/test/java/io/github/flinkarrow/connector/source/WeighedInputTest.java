/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.format.SeekableInput;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Files with large footers, and streams of very many messages, are inspected one by one. */
class WeighedInputTest {

    private static final int MOST_SECONDS = 30;
    private static final int TAIL = 64;

    private final Semaphore heavy = new Semaphore(1);

    @Test
    void aLargeFooterWaitsUntilTheOneBeforeItIsClosed() throws Exception {
        SeekableInput first = file(WeighedInput.HEAVY_BYTES + 1);
        SeekableInput second = file(WeighedInput.HEAVY_BYTES + 1);
        readTail(first);

        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> readTail(second));
        awaitOneThatWaits();
        assertThat(waiting).isNotDone();
        first.close();

        waiting.get(MOST_SECONDS, TimeUnit.SECONDS);
        assertThat(heavy.availablePermits()).isZero();
        second.close();
        second.close();
        assertThat(heavy.availablePermits()).isOne();
    }

    @Test
    void smallFootersDoNotWait() throws IOException {
        try (SeekableInput large = file(WeighedInput.HEAVY_BYTES + 1);
                SeekableInput small = file(WeighedInput.HEAVY_BYTES)) {
            readTail(large);
            readTail(small);
        }
    }

    @Test
    void aFooterThatComesInPiecesWaitsWhenItIsRead() throws IOException {
        byte[] bytes = new byte[WeighedInput.HEAVY_BYTES + 2];
        try (SeekableInput input = input(bytes)) {
            input.read(0, ByteBuffer.allocate(WeighedInput.HEAVY_BYTES));
            assertThat(heavy.availablePermits()).isOne();
            input.read(0, ByteBuffer.allocate(WeighedInput.HEAVY_BYTES + 1));
            assertThat(heavy.availablePermits()).isZero();
        }
    }

    @Test
    void theHeadersOfALongStreamWait() throws IOException {
        try (SeekableInput stream = input(new byte[100])) {
            for (int header = 0; header < 100_000; header++) {
                stream.read(0, ByteBuffer.allocate(1));
            }
            assertThat(heavy.availablePermits()).isOne();
            stream.read(0, ByteBuffer.allocate(1));
            assertThat(heavy.availablePermits()).isZero();
        }
        assertThat(heavy.availablePermits()).isOne();
    }

    @Test
    void theLastBytesOfAStreamAreNoLength() throws IOException {
        byte[] bytes = new byte[TAIL];
        Arrays.fill(bytes, (byte) 0x40);
        try (SeekableInput stream = input(bytes)) {
            readTail(stream);
            assertThat(heavy.availablePermits()).isOne();
        }
    }

    private SeekableInput file(int footerLength) {
        byte[] bytes = new byte[TAIL];
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(TAIL - 10)
                .putInt(footerLength)
                .put("ARROW1".getBytes(StandardCharsets.US_ASCII));
        return input(bytes);
    }

    private SeekableInput input(byte[] bytes) {
        return new WeighedInput(SeekableInput.ofBytes("a.arrow", bytes), heavy);
    }

    private static void readTail(SeekableInput input) {
        try {
            input.read(0, ByteBuffer.allocate(TAIL));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitOneThatWaits() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (!heavy.hasQueuedThreads() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(heavy.hasQueuedThreads()).isTrue();
    }
}
