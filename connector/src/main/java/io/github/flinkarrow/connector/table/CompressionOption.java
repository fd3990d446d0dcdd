/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.annotation.PublicEvolving;

import io.github.flinkarrow.format.Compression;

import java.util.Locale;

/** The values of the option {@code compression}. */
@PublicEvolving
public enum CompressionOption {
    NONE(Compression.NONE),
    LZ4(Compression.LZ4_FRAME),
    ZSTD(Compression.ZSTD);

    private final Compression compression;

    CompressionOption(Compression compression) {
        this.compression = compression;
    }

    Compression compression() {
        return compression;
    }

    /** The value as it is written in SQL. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
