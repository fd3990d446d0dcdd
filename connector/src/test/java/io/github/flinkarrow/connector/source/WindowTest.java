/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Bytes that are read at once, of inputs that give them in pieces. */
class WindowTest {

    private static final int SIZE = 100;
    private static final int PIECE = 8;

    private final Window window = new Window();
    private final PiecesInput input = new PiecesInput(SIZE, PIECE);

    @Test
    void aRangeIsReadInAsManyPiecesAsItTakes() throws IOException {
        assertThat(window.load(input, 10, 20, () -> false)).isEqualTo(20);

        assertThat(window.has(9)).isFalse();
        assertThat(window.has(10)).isTrue();
        assertThat(window.has(29)).isTrue();
        assertThat(window.has(30)).isFalse();
        ByteBuffer target = ByteBuffer.allocate(SIZE);
        assertThat(window.copy(15, target)).isEqualTo(15);
        assertThat(target.get(0)).isEqualTo((byte) 15);
        assertThat(target.get(14)).isEqualTo((byte) 29);
    }

    @Test
    void aRangeEndsWhereTheFileDoes() throws IOException {
        assertThat(window.load(input, SIZE - 5, 20, () -> false)).isEqualTo(5);
        assertThat(window.end()).isEqualTo(SIZE);
        assertThat(window.load(input, SIZE, 20, () -> false)).isZero();
        assertThat(window.has(SIZE)).isFalse();
    }

    @Test
    void aRangeEndsWhereItCannotBeRead() throws IOException {
        input.failsAt(16);

        assertThat(window.load(input, 0, 30, () -> false)).isEqualTo(16);
        assertThat(window.has(16)).isFalse();
        assertThatThrownBy(() -> window.load(input, 16, 30, () -> false))
                .hasMessageContaining("byte 16 cannot be read");
        assertThat(window.has(0)).isFalse();
        assertThat(window.has(16)).isFalse();
    }

    @Test
    void aLoadEndsBetweenTwoPiecesWhenItIsStopped() {
        AtomicInteger asked = new AtomicInteger();

        assertThatThrownBy(() -> window.load(input, 0, SIZE, () -> asked.incrementAndGet() == 3))
                .isInstanceOf(StoppedException.class);
        assertThat(input.reads()).isEqualTo(2);
    }

    @Test
    void aSmallerRangeTakesThePlaceOfALargerOne() throws IOException {
        window.load(input, 0, 50, () -> false);
        window.load(input, 60, 10, () -> false);

        assertThat(window.has(0)).isFalse();
        assertThat(window.has(59)).isFalse();
        assertThat(window.length()).isEqualTo(10);
        window.clear();
        assertThat(window.has(60)).isFalse();
    }
}
