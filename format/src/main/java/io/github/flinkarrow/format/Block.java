/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

/**
 * Where a message lies in a file.
 *
 * @param offset of the message's first byte, from the start of the file
 * @param metadataLength bytes of the prefix, the metadata and its padding
 * @param bodyLength bytes of the body, which follows the metadata
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#ipc-file-format">IPC file
 *     format</a>
 */
public record Block(long offset, int metadataLength, long bodyLength) {

    /** Bytes of the whole message. */
    public long length() {
        return metadataLength + bodyLength;
    }
}
