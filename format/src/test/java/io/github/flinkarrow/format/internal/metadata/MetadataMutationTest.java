/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import io.github.flinkarrow.format.schema.Schema;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Whatever the bytes are: a value, or one of the two exceptions. */
class MetadataMutationTest {

    private static final int MUTANTS_A_SEED = 40;

    /** What a part of a flatbuffer may be replaced with: the edges of its number ranges. */
    private static final int[] EDGES = {
        0, 1, 2, 3, 4, 5, 8, 127, 128, 255, 256, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, -1
    };

    @Test
    void mutatedSchemas() {
        assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> {
                    for (int seed = 0; seed < 400; seed++) {
                        Schema schema = new RandomSchemas(seed, true).schema();
                        mutate(Encoded.schema(schema), seed, Encoded::decode);
                    }
                    Encoded everyType = Encoded.schema(RandomSchemas.everyType());
                    for (int seed = 0; seed < 100; seed++) {
                        mutate(everyType, seed, Encoded::decode);
                    }
                });
    }

    @Test
    void mutatedRecordBatches() {
        assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> {
                    for (int seed = 0; seed < 400; seed++) {
                        RecordBatchLayout layout =
                                MessageEncoderTest.layout(seed % 20, BodyCompression.ZSTD);
                        RandomSchemas random = new RandomSchemas(seed, true);
                        mutate(
                                seed % 2 == 0
                                        ? Encoded.recordBatch(layout, random.metadata())
                                        : Encoded.message(
                                                MessageEncoder.dictionaryBatch(
                                                        seed, true, layout, random.metadata(), 0)),
                                seed,
                                Encoded::decode);
                    }
                });
    }

    @Test
    void mutatedFooters() {
        assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> {
                    for (int seed = 0; seed < 400; seed++) {
                        RandomSchemas random = new RandomSchemas(seed, true);
                        FooterEncoder encoder = new FooterEncoder();
                        for (int i = 0; i < seed % 10; i++) {
                            encoder.addDictionary(i, i, i);
                            encoder.addRecordBatch(i, i, i);
                        }
                        Encoded footer =
                                Encoded.footer(encoder.encode(random.schema(), random.metadata()));
                        mutate(footer, seed, Encoded::decodeFooter);
                    }
                });
    }

    @Test
    void bytesOfNoMeaning() {
        assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> {
                    Random random = new Random(1);
                    for (int i = 0; i < 20_000; i++) {
                        byte[] bytes = new byte[random.nextInt(200)];
                        random.nextBytes(bytes);
                        attempt(new Encoded(bytes), Encoded::decode, "message " + i);
                        attempt(new Encoded(bytes), Encoded::decodeFooter, "footer " + i);
                    }
                });
    }

    interface Decoding {
        Object decode(Encoded encoded) throws MalformedDataException, UnsupportedFeatureException;
    }

    /** Decodes the bytes as they are, and then with a few of them replaced, again and again. */
    static void mutate(Encoded original, long seed, Decoding decoding) {
        attempt(original, decoding, "seed " + seed + " unchanged");
        Random random = new Random(seed);
        for (int i = 0; i < MUTANTS_A_SEED; i++) {
            Encoded mutant = new Encoded(original.metadata().clone());
            int changes = 1 + random.nextInt(3);
            for (int change = 0; change < changes; change++) {
                change(mutant, random);
            }
            if (random.nextInt(10) == 0) {
                int size = random.nextInt(mutant.metadata().length);
                mutant = new Encoded(Arrays.copyOf(mutant.metadata(), size));
            }
            attempt(mutant, decoding, "seed " + seed + " mutant " + i);
        }
    }

    private static void change(Encoded mutant, Random random) {
        int at = random.nextInt(mutant.metadata().length - 3);
        int edge = EDGES[random.nextInt(EDGES.length)];
        switch (random.nextInt(4)) {
            case 0 -> mutant.bytes().put(at, (byte) random.nextInt());
            case 1 -> mutant.bytes().putShort(at & ~1, (short) edge);
            case 2 -> mutant.bytes().putInt(at & ~3, edge);
            default -> {
                int near = mutant.bytes().getInt(at & ~3) + random.nextInt(17) - 8;
                mutant.bytes().putInt(at & ~3, near);
            }
        }
    }

    private static void attempt(Encoded encoded, Decoding decoding, String which) {
        try {
            Object value = decoding.decode(encoded);
            readAll(value instanceof Message message ? message.header() : value);
        } catch (MalformedDataException | UnsupportedFeatureException e) {
            assertThat(e.getMessage()).as(which).isNotBlank().hasSizeLessThan(500);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(which + ": " + Arrays.toString(encoded.metadata()), e);
        }
    }

    /** Every number of a view is inside the bytes. */
    private static void readAll(Object value) {
        if (value instanceof DictionaryBatchHeader dictionary) {
            readAll(dictionary.data());
        } else if (value instanceof RecordBatchHeader batch) {
            for (int i = 0; i < batch.nodeCount(); i++) {
                batch.nodeLength(i);
                batch.nodeNullCount(i);
            }
            for (int i = 0; i < batch.bufferCount(); i++) {
                batch.bufferOffset(i);
                batch.bufferLength(i);
            }
            for (int i = 0; i < batch.variadicCountCount(); i++) {
                batch.variadicCount(i);
            }
        } else if (value instanceof FileFooter footer) {
            for (int i = 0; i < footer.dictionaryCount(); i++) {
                footer.dictionaryOffset(i);
                footer.dictionaryMetadataLength(i);
                footer.dictionaryBodyLength(i);
            }
            for (int i = 0; i < footer.recordBatchCount(); i++) {
                footer.recordBatchOffset(i);
                footer.recordBatchMetadataLength(i);
                footer.recordBatchBodyLength(i);
            }
        }
    }
}
