/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.codec.CompressionType;

/**
 * How the buffers of a record batch are compressed.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#compression">Compression</a>
 */
public enum Compression {
    NONE(null),
    /** Frames of LZ4. */
    LZ4_FRAME(CompressionType.LZ4_FRAME),
    ZSTD(CompressionType.ZSTD);

    private final CompressionType type;

    Compression(CompressionType type) {
        this.type = type;
    }

    /** The least level that a writer can be asked for; 0 of {@link #NONE}, which has only that. */
    public int minLevel() {
        return type == null ? 0 : type.minLevel();
    }

    /** The highest level that a writer can be asked for. */
    public int maxLevel() {
        return type == null ? 0 : type.maxLevel();
    }

    /** The codec; null of {@link #NONE}. */
    CompressionType type() {
        return type;
    }
}
