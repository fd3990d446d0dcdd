/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import io.github.flinkarrow.format.internal.UnsupportedFeatureException;

/** The version of the metadata that a message declares, of those that can be read. */
public enum MetadataVersion {
    /** Arrow 0.8 to 0.17: every type but Null has a validity slot, unions too. */
    V4,
    /** Arrow 1.0 and later. */
    V5;

    static MetadataVersion of(short version) throws UnsupportedFeatureException {
        return switch (version) {
            case org.apache.arrow.flatbuf.MetadataVersion.V4 -> V4;
            case org.apache.arrow.flatbuf.MetadataVersion.V5 -> V5;
            default -> throw unknown(version);
        };
    }

    /** For a version by its number in the specification, where V1 is 0. */
    static UnsupportedFeatureException unknown(short version) {
        return new UnsupportedFeatureException(
                "metadata version V" + (version + 1) + " is not supported (known: V4, V5)");
    }
}
