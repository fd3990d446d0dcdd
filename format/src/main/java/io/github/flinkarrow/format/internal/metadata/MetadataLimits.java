/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

/**
 * How much structure metadata may have. Its size in bytes is limited by whoever reads it.
 *
 * @param maxNesting how deep the fields of a schema may nest, a column being 1: from 1 to {@value
 *     #MOST_NESTING}
 */
public record MetadataLimits(int maxNesting) {

    /** A message, a schema, an encoding and its index type need a table each beside the fields. */
    public static final int MOST_NESTING = Verifier.MAX_DEPTH - 4;

    /** 64 nested fields. */
    public static final MetadataLimits DEFAULT = new MetadataLimits(64);

    public MetadataLimits {
        if (maxNesting < 1 || maxNesting > MOST_NESTING) {
            throw new IllegalArgumentException(
                    "fields nest from 1 to " + MOST_NESTING + " levels, not " + maxNesting);
        }
    }
}
