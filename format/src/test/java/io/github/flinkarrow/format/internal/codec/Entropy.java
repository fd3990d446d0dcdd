/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

import java.util.SplittableRandom;

/** Column-like bytes, from incompressible to constant. */
enum Entropy {
    RANDOM,
    NUMBERS,
    WORDS,
    RUNS,
    ZEROS;

    byte[] bytes(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = new byte[size];
        switch (this) {
            case RANDOM -> random.nextBytes(bytes);
            case NUMBERS -> {
                for (int i = 0; i < size; i += 4) {
                    int value = random.nextInt(1000);
                    bytes[i] = (byte) value;
                    if (i + 1 < size) {
                        bytes[i + 1] = (byte) (value >>> 8);
                    }
                }
            }
            case WORDS -> {
                String[] words = {"Amsterdam", "Berlin", "Chennai", "Dakar", "Essen"};
                for (int i = 0; i < size; ) {
                    for (char c : words[random.nextInt(words.length)].toCharArray()) {
                        if (i < size) {
                            bytes[i++] = (byte) c;
                        }
                    }
                }
            }
            case RUNS -> {
                for (int i = 0; i < size; ) {
                    int end = Math.min(size, i + 1 + random.nextInt(3000));
                    byte value = (byte) random.nextInt(4);
                    while (i < end) {
                        bytes[i++] = value;
                    }
                }
            }
            case ZEROS -> {}
        }
        return bytes;
    }
}
