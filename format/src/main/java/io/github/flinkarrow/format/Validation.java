/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

/** How thoroughly record batches and dictionaries are checked when they are read. */
public enum Validation {
    /** What every access to a value relies on. */
    STRUCTURE,
    /**
     * In addition what an access does not rely on: null counts are those of the validity bitmaps,
     * no value of a row is null where its field or the format forbids it, text in valid slots is
     * UTF-8, inline views are padded with zeros, and each dictionary is that of a field. Of a
     * stream, every dictionary is loaded.
     */
    FULL
}
