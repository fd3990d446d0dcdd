/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Changes bytes at random, as faults and attackers do. */
public enum Mutation {
    /** Inverts one bit. */
    BIT {
        @Override
        byte[] apply(byte[] bytes, Random random) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            return bytes;
        }
    },
    /** Replaces 4 bytes with a number that arithmetic goes wrong with. */
    EXTREME_INT {
        @Override
        byte[] apply(byte[] bytes, Random random) {
            int at = Integer.BYTES * random.nextInt(bytes.length / Integer.BYTES);
            view(bytes).putInt(at, (int) extreme(random));
            return bytes;
        }
    },
    /** Replaces 8 bytes with a number that arithmetic goes wrong with. */
    EXTREME_LONG {
        @Override
        byte[] apply(byte[] bytes, Random random) {
            int at = Long.BYTES * random.nextInt(bytes.length / Long.BYTES);
            view(bytes).putLong(at, extreme(random));
            return bytes;
        }
    },
    /** Makes a number a little larger or smaller. */
    NEAR_INT {
        @Override
        byte[] apply(byte[] bytes, Random random) {
            int at = Integer.BYTES * random.nextInt(bytes.length / Integer.BYTES);
            ByteBuffer view = view(bytes);
            view.putInt(at, view.getInt(at) + random.nextInt(17) - 8);
            return bytes;
        }
    },
    /** Replaces a run with one from elsewhere: a wrong message in the right place. */
    SPLICE {
        @Override
        byte[] apply(byte[] bytes, Random random) {
            int length = run(bytes, random);
            int from = random.nextInt(bytes.length - length);
            int to = random.nextInt(bytes.length - length);
            System.arraycopy(bytes, from, bytes, to, length);
            return bytes;
        }
    },
    /** Takes a run out. */
    DELETION {
        @Override
        byte[] apply(byte[] bytes, Random random) {
            int length = run(bytes, random);
            int at = random.nextInt(bytes.length - length);
            byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
            System.arraycopy(bytes, at + length, shorter, at, shorter.length - at);
            return shorter;
        }
    },
    /** Replaces the length of a message's metadata, or of the footer. */
    LENGTH_PREFIX {
        @Override
        byte[] apply(byte[] bytes, Random random) {
            ByteBuffer view = view(bytes);
            int words = bytes.length / Integer.BYTES;
            int word = random.nextInt(words);
            for (int i = 0; i < words - 1; i++) {
                int at = (word + i) % (words - 1) * Integer.BYTES;
                if (view.getInt(at) == -1) {
                    view.putInt(at + Integer.BYTES, length(view.getInt(at + 4), random));
                    return bytes;
                }
            }
            // A stream from before 0.15, which starts with a length.
            view.putInt(0, length(view.getInt(0), random));
            return bytes;
        }
    },
    /** Replaces the length of a footer. */
    FOOTER_LENGTH {
        @Override
        byte[] apply(byte[] bytes, Random random) {
            int at = bytes.length - FOOTER_END;
            ByteBuffer view = view(bytes);
            view.putInt(at, length(view.getInt(at), random));
            return bytes;
        }
    };

    /** Bytes of a footer's length and the magic behind it. */
    private static final int FOOTER_END = 10;

    private static final int LONGEST_RUN = 256;
    private static final int SHORTEST_INPUT = 64;
    private static final int MOST_CHANGES = 4;

    private static final long[] EXTREMES = {
        0,
        1,
        -1,
        2,
        7,
        8,
        64,
        255,
        1 << 16,
        1 << 30,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 32,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    /** Changes the bytes, which are the mutation's own, or returns others. */
    abstract byte[] apply(byte[] bytes, Random random);

    /** A mutant, of which the first change is this one; the same for the same seed. */
    public byte[] mutant(byte[] original, long seed) {
        Random random = new Random(seed);
        byte[] bytes = apply(original.clone(), random);
        for (int i = random.nextInt(MOST_CHANGES); i > 0 && bytes.length > SHORTEST_INPUT; i--) {
            bytes = values()[random.nextInt(values().length)].apply(bytes, random);
        }
        return bytes;
    }

    private static ByteBuffer view(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static long extreme(Random random) {
        return EXTREMES[random.nextInt(EXTREMES.length)];
    }

    private static int length(int right, Random random) {
        return random.nextBoolean() ? (int) extreme(random) : right + random.nextInt(65) - 32;
    }

    private static int run(byte[] bytes, Random random) {
        return Math.min(1 + random.nextInt(LONGEST_RUN), bytes.length / 2);
    }
}
