/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

/** How thoroughly record batches and dictionaries are checked when they are read. */
public enum Validation {
    /** What every access to a value relies on. */
    STRUCTURE,
    /**
     * In addition what an access does not rely on: null counts are those of the validity bitmaps,
     * text in valid slots is UTF-8, and each dictionary is that of a field. Of a stream, every
     * dictionary is loaded.
     */
    FULL
}
