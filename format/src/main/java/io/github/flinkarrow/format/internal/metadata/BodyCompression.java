/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.CompressionType;

import java.util.Locale;
import java.util.Optional;

/**
 * How each buffer of a body is compressed.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#compression">Compression</a>
 */
public enum BodyCompression {
    NONE,
    LZ4_FRAME,
    ZSTD;

    /** Where Arrow 0.17 wrote the codec, in the metadata of a V4 message. */
    public static final String EXPERIMENTAL_KEY = "ARROW:experimental_compression";

    /**
     * @param declared the declaration in the record batch, or null
     * @param metadata custom metadata of the message around the batch
     */
    static BodyCompression of(
            org.apache.arrow.flatbuf.BodyCompression declared,
            MetadataVersion version,
            KeyValueMetadata metadata)
            throws UnsupportedFeatureException {
        if (declared != null) {
            return of(declared);
        }
        return version == MetadataVersion.V4 ? experimental(metadata) : NONE;
    }

    private static BodyCompression of(org.apache.arrow.flatbuf.BodyCompression declared)
            throws UnsupportedFeatureException {
        if (declared.method() != BodyCompressionMethod.BUFFER) {
            throw new UnsupportedFeatureException(
                    "body compression method "
                            + declared.method()
                            + " is not supported (known: 0, BUFFER)");
        }
        return switch (declared.codec()) {
            case CompressionType.LZ4_FRAME -> LZ4_FRAME;
            case CompressionType.ZSTD -> ZSTD;
            default ->
                    throw new UnsupportedFeatureException(
                            "compression codec "
                                    + declared.codec()
                                    + " is not supported (known: 0, LZ4_FRAME; 1, ZSTD)");
        };
    }

    private static BodyCompression experimental(KeyValueMetadata metadata)
            throws UnsupportedFeatureException {
        Optional<String> codec = metadata.get(EXPERIMENTAL_KEY);
        if (codec.isEmpty()) {
            return NONE;
        }
        return switch (codec.get().toLowerCase(Locale.ROOT)) {
            case "uncompressed" -> NONE;
            case "lz4" -> LZ4_FRAME;
            case "zstd" -> ZSTD;
            default ->
                    throw new UnsupportedFeatureException(
                            EXPERIMENTAL_KEY
                                    + " "
                                    + Quoted.of(codec.get())
                                    + " is not supported (known: lz4, zstd)");
        };
    }
}
