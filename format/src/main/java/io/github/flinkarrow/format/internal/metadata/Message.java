/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import io.github.flinkarrow.format.schema.KeyValueMetadata;

/**
 * A decoded message, without its body.
 *
 * @param bodyLength bytes of the body that follows the metadata, 0 or more
 * @see <a
 *     href="https://arrow.apache.org/docs/format/Columnar.html#encapsulated-message-format">Encapsulated
 *     message format</a>
 */
public record Message(
        MetadataVersion version,
        MessageHeader header,
        long bodyLength,
        KeyValueMetadata metadata) {}
