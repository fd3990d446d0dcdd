/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.contenders;

import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class LinkedLz4FrameTest {

    private static final long SEED = 20_250_131;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12, 13, 65_536, 65_537, 300_000})
    void anotherDecoderReadsWhatWasEncoded(int size) throws Exception {
        byte[] content = new byte[size];
        Random random = new Random(SEED);
        for (int i = 0; i < size; i++) {
            content[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(8) : i / 7);
        }

        assertThat(decode(LinkedLz4Frame.of(content))).as("seed %d", SEED).isEqualTo(content);
    }

    @Test
    void aRepetitionInALaterBlockIsAMatch() throws Exception {
        byte[] noise = new byte[4_000];
        new Random(SEED).nextBytes(noise);
        byte[] content = new byte[80_000];
        System.arraycopy(noise, 0, content, 20_000, noise.length);
        System.arraycopy(noise, 0, content, 70_000, noise.length);

        byte[] frame = LinkedLz4Frame.of(content);

        assertThat(frame.length).isLessThan(noise.length * 3 / 2);
        assertThat(decode(frame)).isEqualTo(content);
    }

    private static byte[] decode(byte[] frame) throws Exception {
        try (InputStream input =
                new FramedLZ4CompressorInputStream(new ByteArrayInputStream(frame))) {
            return input.readAllBytes();
        }
    }
}
