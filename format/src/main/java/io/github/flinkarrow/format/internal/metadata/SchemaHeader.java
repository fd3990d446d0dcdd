/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import io.github.flinkarrow.format.schema.Schema;

import java.nio.ByteOrder;

/**
 * The header of a Schema message.
 *
 * @param byteOrder the order of the bytes of every number in the bodies that follow
 */
public record SchemaHeader(Schema schema, ByteOrder byteOrder) implements MessageHeader {}
