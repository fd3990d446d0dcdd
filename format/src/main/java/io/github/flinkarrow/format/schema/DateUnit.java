/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.schema;

/** The unit of an {@link ArrowType.Date}. */
public enum DateUnit {
    DAY,
    MILLISECOND
}
