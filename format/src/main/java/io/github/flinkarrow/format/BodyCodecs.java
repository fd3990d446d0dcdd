/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.codec.BufferCodec;
import io.github.flinkarrow.format.internal.metadata.BodyCompression;

/** The codec of each kind of body compression. */
final class BodyCodecs {

    private BodyCodecs() {}

    static BufferCodec of(BodyCompression compression) {
        throw new UnsupportedOperationException(compression.toString());
    }

    static BufferCodec of(BodyCompression compression, Integer level) {
        return compression == BodyCompression.NONE ? null : of(compression);
    }

    static BodyCompression compression(Compression compression) {
        return switch (compression) {
            case NONE -> BodyCompression.NONE;
            case LZ4_FRAME -> BodyCompression.LZ4_FRAME;
            case ZSTD -> BodyCompression.ZSTD;
        };
    }
}
