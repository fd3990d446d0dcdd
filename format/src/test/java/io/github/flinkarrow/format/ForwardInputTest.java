/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ForwardInputTest {

    private static final byte[] BYTES = new byte[200_000];

    static {
        for (int i = 0; i < BYTES.length; i++) {
            BYTES[i] = (byte) (i * 31 + (i >> 8));
        }
    }

    @Test
    void readsWhatIsAtThePositionThoughTheStreamGivesLittleAtOnce() throws IOException {
        for (boolean direct : new boolean[] {false, true}) {
            ForwardInput input = new ForwardInput(new Trickle(BYTES), "pipe");
            for (int[] range : new int[][] {{0, 8}, {8, 3}, {5000, 150_000}, {199_990, 10}}) {
                ByteBuffer target =
                        direct
                                ? ByteBuffer.allocateDirect(range[1])
                                : ByteBuffer.wrap(new byte[range[1] + 5]).slice(5, range[1]);
                InputBytes.fill(input, range[0], target, Location.of(input));
                assertThat(target.flip()).isEqualTo(ByteBuffer.wrap(BYTES, range[0], range[1]));
            }
            assertThat(input.read(BYTES.length, ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void cannotGoBack() throws IOException {
        ForwardInput input = new ForwardInput(new ByteArrayInputStream(BYTES), "pipe");
        input.read(10, ByteBuffer.allocate(10));

        assertThatThrownBy(() -> input.read(19, ByteBuffer.allocate(1)))
                .isInstanceOf(IOException.class)
                .hasMessage("pipe: a stream at 20 cannot go back to 19");
    }

    @Test
    void endBeforeThePositionIsAnError() {
        ForwardInput input = new ForwardInput(new ByteArrayInputStream(BYTES), "pipe");

        assertThatThrownBy(() -> input.read(BYTES.length + 1, ByteBuffer.allocate(1)))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("pipe: the input ends at offset " + BYTES.length);
    }

    @Test
    void memoryForBytesThatMayNotExistGrowsAsTheyCome() {
        ForwardInput input = new ForwardInput(new ByteArrayInputStream(BYTES), "pipe");

        assertThatThrownBy(
                        () -> InputBytes.read(input, 0, Integer.MAX_VALUE - 8, Location.of(input)))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("the input ends too early");
    }

    @Test
    void closingClosesTheStream() throws IOException {
        boolean[] closed = new boolean[1];
        InputStream stream =
                new ByteArrayInputStream(new byte[] {-1, -1, -1, -1, 0, 0, 0, 0}) {
                    @Override
                    public void close() {
                        closed[0] = true;
                    }
                };
        ForwardInput.of(stream, "pipe", 1000).close();
        assertThat(closed[0]).isTrue();
    }

    /** Gives up to seven bytes at once. */
    private static final class Trickle extends ByteArrayInputStream {
        Trickle(byte[] bytes) {
            super(bytes);
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 7));
        }
    }
}
