/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Small reads of a file of four mebibytes, which comes 16 KiB at a time. */
class WindowedInputTest {

    private static final int MOST_SECONDS = 30;
    private static final int PIECE = 16 << 10;
    private static final int SIZE = 4 << 20;
    private static final int LEAST = WindowedInput.LEAST;
    private static final int MOST = WindowedInput.MOST;

    private final PiecesInput file = new PiecesInput(SIZE, PIECE);
    private final PiecesInput again = new PiecesInput(SIZE, Integer.MAX_VALUE);
    private final WindowedInput input = new WindowedInput(file, () -> again);

    @AfterEach
    void close() throws IOException {
        input.close();
        assertThat(file.isClosed()).isTrue();
    }

    @Test
    void smallReadsAreOneLargerOne() throws IOException {
        for (int i = 0; i < LEAST; i += 1_024) {
            reads(i, 1_024);
        }

        assertThat(file.reads()).isEqualTo(LEAST / PIECE);
        assertThat(input.takeBytesRead()).isEqualTo(LEAST);
        assertThat(input.takeBytesRead()).isZero();
    }

    @Test
    void whatIsExpectedIsReadInLargerPartsUpToItsEnd() throws IOException {
        input.expect(0, MOST + 10);

        reads(0, 8);
        assertThat(input.takeBytesRead()).isEqualTo(MOST);
        reads(MOST - 8, 8);
        assertThat(input.takeBytesRead()).isZero();
        reads(MOST, 8);
        assertThat(input.takeBytesRead()).isEqualTo(10);
    }

    @Test
    void whatIsAsideLeavesWhatIsExpected() throws IOException {
        input.expect(0, MOST);
        reads(0, 8);
        reads(3 * MOST, 8);
        assertThat(input.takeBytesRead()).isEqualTo(MOST + LEAST);

        reads(8, 8);
        reads(3 * MOST + 8, 8);
        assertThat(input.takeBytesRead()).isZero();
    }

    @Test
    void theEndOfTheFileIsReadOnceUntilItIsForgotten() throws IOException {
        reads(SIZE - 8, 8);
        reads(SIZE - LEAST, 8);
        assertThat(input.takeBytesRead()).isEqualTo(LEAST);

        input.forgetTail();
        reads(SIZE - LEAST, 8);
        assertThat(input.takeBytesRead()).isEqualTo(LEAST);
    }

    @Test
    void aFailureComesWithTheByteThatCannotBeRead() throws IOException {
        file.failsAt(PIECE + 10);
        input.expect(0, MOST);

        reads(0, PIECE);
        reads(PIECE, 10);
        assertThatThrownBy(() -> input.read(PIECE + 10, ByteBuffer.allocate(1)))
                .hasMessageContaining("byte " + (PIECE + 10) + " cannot be read");
    }

    @Test
    void aFailureBeforeTheEndIsNotTheEnd() {
        file.failsAt(SIZE - LEAST + 10);

        assertThatThrownBy(() -> input.read(SIZE - 8, ByteBuffer.allocate(8)))
                .hasMessageContaining("byte " + (SIZE - 8) + " cannot be read");
    }

    @Test
    void aFileThatIsCutWhileItIsReadEndsWhereItWasCut() throws IOException {
        input.expect(0, SIZE);
        reads(0, 8);
        file.endsAt(MOST + 5);

        reads(MOST, 5);
        assertThat(input.read(MOST + 5, ByteBuffer.allocate(8))).isEqualTo(-1);
        assertThat(input.read(2 * MOST, ByteBuffer.allocate(2 * MOST))).isEqualTo(-1);
    }

    @Test
    void aReadEndsInTheMiddleWhenTheReaderIsStopped() {
        AtomicInteger asked = new AtomicInteger();
        input.stopWhen(() -> asked.incrementAndGet() > 2);

        assertThatThrownBy(() -> input.read(0, ByteBuffer.allocate(8)))
                .isInstanceOf(StoppedException.class);
        assertThat(file.reads()).isEqualTo(2);
    }

    @Test
    void whatWasSaidToBeReadSoonComesOfAnotherStream() throws IOException {
        input.readSoon(MOST, 100);

        reads(MOST, 60);
        reads(MOST + 60, 39);
        assertThat(file.reads()).isZero();
        assertThat(input.takeBytesRead()).isEqualTo(100);
    }

    @Test
    void whatWasSaidToBeReadSoonIsForgottenWhenItIsRead() throws IOException {
        input.readSoon(MOST, 100);
        reads(MOST, 100);
        assertThat(file.reads()).isZero();

        reads(MOST, 100);
        assertThat(file.reads()).isPositive();
    }

    @Test
    void whatIsReadAheadIsCountedEvenIfNobodyTakesIt() throws IOException {
        Counter bytesIn = new SimpleCounter();
        MeteredInput metered = new MeteredInput(input, counters(bytesIn), () -> false);
        metered.readSoon(MOST, 100);
        metered.readSoon(2 * MOST, 50);
        ByteBuffer target = ByteBuffer.allocate(50);
        assertThat(metered.read(2 * MOST, target)).isEqualTo(50);
        awaitReads(2);

        metered.close();

        assertThat(bytesIn.getCount()).isEqualTo(150);
    }

    private void awaitReads(int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (again.reads() < count && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(again.reads()).isEqualTo(count);
    }

    private static ReaderCounters counters(Counter bytesIn) {
        Counter other = new SimpleCounter();
        return new ReaderCounters(
                other,
                other,
                other,
                other,
                other,
                other,
                other,
                other,
                other,
                other,
                bytesIn,
                new AtomicLong());
    }

    /** Reads all of a range at once, and compares it. */
    private void reads(int position, int length) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(length);
        assertThat(input.read(position, target)).isEqualTo(length);
        for (int i = 0; i < length; i++) {
            assertThat(target.get(i)).isEqualTo((byte) (position + i));
        }
    }
}
