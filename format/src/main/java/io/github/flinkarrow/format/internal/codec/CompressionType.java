/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

/**
 * The buffer compression that a record batch may name; one value of the specification's enum each.
 */
public enum CompressionType {
    /** LZ4 frames (not raw blocks). Level 0 is the fast compressor, 1 to 12 the thorough one. */
    LZ4_FRAME(0, 0, Lz4FrameCodec.MAX_LEVEL) {
        @Override
        BufferCodec create(int level) {
            return new Lz4FrameCodec(level);
        }
    },

    /** ZSTD frames. Levels as the library defines them; below zero trades size for speed. */
    ZSTD(1, ZstdCodec.MIN_LEVEL, ZstdCodec.MAX_LEVEL) {
        @Override
        BufferCodec create(int level) {
            return new ZstdCodec(level);
        }
    };

    private final int defaultLevel;
    private final int minLevel;
    private final int maxLevel;

    CompressionType(int defaultLevel, int minLevel, int maxLevel) {
        this.defaultLevel = defaultLevel;
        this.minLevel = minLevel;
        this.maxLevel = maxLevel;
    }

    /** The least of the levels. */
    public int minLevel() {
        return minLevel;
    }

    /** The highest of the levels. */
    public int maxLevel() {
        return maxLevel;
    }

    /** A codec that compresses at the default level, which is also Arrow C++'s. */
    public BufferCodec newCodec() {
        return create(defaultLevel);
    }

    /**
     * A codec that compresses at {@code level}; the level does not matter to decompression.
     *
     * @throws IllegalArgumentException if the type has no such level
     */
    public BufferCodec newCodec(int level) {
        if (level < minLevel || level > maxLevel) {
            throw new IllegalArgumentException(
                    name()
                            + " has levels from "
                            + minLevel
                            + " to "
                            + maxLevel
                            + " but "
                            + level
                            + " was asked for");
        }
        return create(level);
    }

    abstract BufferCodec create(int level);
}
