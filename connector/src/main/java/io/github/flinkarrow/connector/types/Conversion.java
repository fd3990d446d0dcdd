/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.types;

import org.apache.flink.annotation.Internal;

/** How the values of an Arrow field become values of a Flink type. */
@Internal
public enum Conversion {
    /** Every value is NULL: the field is missing, or of the type Null. */
    NULLS,
    BOOLEAN,
    /** An Int8, false where it is 0. */
    BOOL8,
    /** The stored integer, widened; an unsigned 64-bit one has to fit a BIGINT. */
    INTEGER,
    INTEGER_TO_DECIMAL,
    /** A floating point number, widened. */
    FLOATING_POINT,
    /** Digits are added on either side; a value has to fit the precision. */
    DECIMAL,
    TEXT,
    BYTES,
    /** 16 bytes as the text of a UUID. */
    UUID_TEXT,
    /** The day that the value lies in. */
    DATE,
    /** Floored to milliseconds. */
    TIME,
    /** Floored to the precision of the Flink type. */
    TIMESTAMP,
    /** Floored to milliseconds. */
    DURATION,
    LIST,
    MAP,
    /** A struct, or an interval that is read as one. */
    ROW,
    UNION,
    /** A struct of metadata and value. */
    VARIANT
}
