/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReadAheadTest {

    private static final long SEED = 7;
    private static final int SIZE = 1 << 20;
    private static final int HEADER = 200;

    private final byte[] bytes = new byte[SIZE];
    private final List<Integer> requests = new ArrayList<>();
    private int most = Integer.MAX_VALUE;
    private final ReadAhead reads = new ReadAhead(this::request);

    ReadAheadTest() {
        new Random(SEED).nextBytes(bytes);
    }

    private int request(long position, ByteBuffer target) {
        requests.add(target.remaining());
        int count = (int) Math.min(Math.min(target.remaining(), most), SIZE - position);
        if (count <= 0) {
            return -1;
        }
        target.put(bytes, (int) position, count);
        return count;
    }

    @Test
    void smallRangesThatFollowEachOtherAreReadInEverLargerParts() throws IOException {
        for (int position = 0; position + HEADER <= SIZE; position += HEADER + 80) {
            assertRead(position, HEADER);
        }

        assertThat(requests).hasSizeLessThan(20);
        assertThat(requests.subList(0, 6))
                .containsExactly(
                        HEADER,
                        HEADER,
                        HEADER,
                        ReadAhead.LEAST,
                        2 * ReadAhead.LEAST,
                        4 * ReadAhead.LEAST);
        assertThat(requests).allMatch(length -> length <= ReadAhead.MOST);
    }

    @Test
    void largeRangesAreReadAsTheyAreAskedFor() throws IOException {
        int body = ReadAhead.SMALL + 1;
        for (int position = 0; position + HEADER + body <= SIZE; position += HEADER + body) {
            assertRead(position, HEADER);
            assertRead(position + HEADER, body);
        }

        assertThat(requests).hasSize(2 * (SIZE / (HEADER + body))).containsOnly(HEADER, body);
    }

    @Test
    void thePartsOfAHeaderOfAStreamAreReadAsTheyAreAskedFor() throws IOException {
        int body = ReadAhead.SMALL + 1;
        int message = 8 + HEADER + body;
        for (int position = 0; position + message <= SIZE; position += message) {
            assertRead(position, 4);
            assertRead(position + 4, 4);
            assertRead(position + 8, HEADER);
            assertRead(position + 8 + HEADER, body);
        }

        assertThat(requests).hasSize(4 * (SIZE / message)).containsOnly(4, HEADER, body);
    }

    @Test
    void aHeaderAndAColumnOfEachOfManyBatchesAreReadAsTheyAreAskedFor() throws IOException {
        int block = HEADER + 3 * ReadAhead.SMALL;
        for (int position = 0; position + block <= SIZE; position += block) {
            assertRead(position, HEADER);
            assertRead(position + HEADER, 100);
        }

        assertThat(requests).hasSize(2 * (SIZE / block)).containsOnly(HEADER, 100);
    }

    @Test
    void aRangeThatBeginsAheadIsReadOnBehindIt() throws IOException {
        assertRead(0, 10);
        assertRead(10, 10);
        assertRead(20, 10);
        assertRead(30, 10);
        assertRead(40, 3 * ReadAhead.LEAST);

        assertThat(requests).containsExactly(10, 10, 10, ReadAhead.LEAST, 2 * ReadAhead.LEAST + 10);
    }

    @Test
    void theEndIsTheEnd() throws IOException {
        for (int position = SIZE - 100; position < SIZE; position += 10) {
            assertRead(position, 10);
        }

        assertThat(reads.read(SIZE, ByteBuffer.allocate(10))).isEqualTo(-1);
        assertRead(SIZE - 10, 10);
    }

    @Test
    void whatCouldNotBeReadIsReadAgain() throws IOException {
        boolean[] isBroken = {false};
        ReadAhead broken =
                new ReadAhead(
                        (position, target) -> {
                            if (isBroken[0]) {
                                throw new IOException("broken");
                            }
                            return request(position, target);
                        });
        for (int position = 0; position < 40; position += 10) {
            broken.read(position, ByteBuffer.allocate(10));
        }
        isBroken[0] = true;
        long behind = 30 + ReadAhead.LEAST;
        broken.read(behind - 10, ByteBuffer.allocate(10));
        assertThatThrownBy(() -> broken.read(behind, ByteBuffer.allocate(10)))
                .isInstanceOf(IOException.class);
        isBroken[0] = false;

        ByteBuffer target = ByteBuffer.allocate(10);
        assertThat(broken.read(behind, target)).isEqualTo(10);
        assertThat(target.array())
                .isEqualTo(Arrays.copyOfRange(bytes, (int) behind, (int) behind + 10));
    }

    @Test
    void everyRangeHasItsBytesEvenIfFewAreReadAtOnce() throws IOException {
        most = 777;
        everyRangeHasItsBytes();
    }

    @Test
    void everyRangeHasItsBytes() throws IOException {
        Random random = new Random(SEED);
        int position = 0;
        for (int i = 0; i < 20_000; i++) {
            int length = 1 + random.nextInt(random.nextInt(20) == 0 ? 20_000 : 500);
            if (random.nextInt(100) == 0 || position + length > SIZE) {
                position = random.nextInt(SIZE - length);
            }
            assertRead(position, length);
            position += random.nextInt(10) == 0 ? 0 : length + random.nextInt(100);
        }
    }

    private void assertRead(int position, int length) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(length + 2).position(1).limit(1 + length);
        while (target.hasRemaining()) {
            assertThat(reads.read(position + target.position() - 1, target)).isPositive();
        }
        assertThat(Arrays.copyOfRange(target.array(), 1, 1 + length))
                .as("seed %d: %d bytes at %d", SEED, length, position)
                .isEqualTo(Arrays.copyOfRange(bytes, position, position + length));
    }
}
