/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.schema;

/** The layout of an {@link ArrowType.Union}. */
public enum UnionMode {
    SPARSE,
    DENSE
}
