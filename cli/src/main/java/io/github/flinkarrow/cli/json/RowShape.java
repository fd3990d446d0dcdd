/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.json;

/** What a row is in JSON. */
public enum RowShape {
    /** Values by the names of their columns, which have to be distinct. */
    OBJECT,
    /** Values by the positions of their columns. */
    ARRAY
}
