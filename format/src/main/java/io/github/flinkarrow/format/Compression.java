/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

/**
 * How the buffers of a record batch are compressed.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#compression">Compression</a>
 */
public enum Compression {
    NONE,
    /** Frames of LZ4. */
    LZ4_FRAME,
    ZSTD
}
