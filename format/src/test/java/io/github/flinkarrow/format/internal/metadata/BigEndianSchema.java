/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.flinkarrow.format.schema.Schema;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;

/** Schemas of files that other machines write. */
public final class BigEndianSchema {

    private BigEndianSchema() {}

    /** The flatbuffer of a message whose schema says that the numbers in bodies are big-endian. */
    public static byte[] message(Schema schema) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int fields =
                org.apache.arrow.flatbuf.Schema.createFieldsVector(
                        builder, SchemaEncoder.fields(builder, schema.fields(), FieldPath.ROOT, 1));
        int table =
                org.apache.arrow.flatbuf.Schema.createSchema(builder, Endianness.Big, fields, 0, 0);
        Message.finishMessageBuffer(
                builder,
                Message.createMessage(
                        builder, MetadataVersion.V5, MessageHeader.Schema, table, 0, 0));
        return builder.sizedByteArray();
    }
}
