/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.schema;

import java.util.Objects;

/**
 * Says that the values of a {@link Field} are indices into a dictionary.
 *
 * @param id the dictionary; fields with equal ids share one
 * @param indexType the type of the indices
 * @param ordered whether the order of the dictionary has a meaning
 * @see <a
 *     href="https://arrow.apache.org/docs/format/Columnar.html#dictionary-encoded-layout">Dictionary-encoded
 *     layout</a>
 */
public record DictionaryEncoding(long id, ArrowType.Int indexType, boolean ordered) {
    public DictionaryEncoding {
        Objects.requireNonNull(indexType, "indexType");
    }
}
