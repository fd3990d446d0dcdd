/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The flatbuffer of an encoded message or footer: to be looked at, broken, and decoded. */
final class Encoded {

    private static final int PREFIX = 8;

    private final byte[] metadata;

    Encoded(byte[] metadata) {
        this.metadata = metadata;
    }

    static Encoded schema(Schema schema) {
        return message(MessageEncoder.schema(schema, 0));
    }

    static Encoded recordBatch(RecordBatchLayout layout, KeyValueMetadata metadata) {
        return message(MessageEncoder.recordBatch(layout, metadata, 0));
    }

    /** What a builder has finished. */
    static Encoded of(FlatBufferBuilder builder) {
        return new Encoded(builder.sizedByteArray());
    }

    static Encoded message(ByteBuffer encapsulated) {
        return footer(encapsulated.position(PREFIX));
    }

    static Encoded footer(ByteBuffer flatbuffer) {
        byte[] metadata = new byte[flatbuffer.remaining()];
        flatbuffer.get(metadata);
        return new Encoded(metadata);
    }

    /** The bytes themselves. */
    byte[] metadata() {
        return metadata;
    }

    /** The bytes themselves, in their order. */
    ByteBuffer bytes() {
        return ByteBuffer.wrap(metadata).order(ByteOrder.LITTLE_ENDIAN);
    }

    int root() {
        return Flatbuffer.target(bytes(), 0);
    }

    /** The position of a field of a table, which has to be there. */
    int field(int table, int slot) {
        int field = Flatbuffer.field(bytes(), table, slot);
        if (field == 0) {
            throw new AssertionError("slot " + slot + " of the table at " + table + " is absent");
        }
        return field;
    }

    /** What a field of a table points to. */
    int target(int table, int slot) {
        return Flatbuffer.target(bytes(), field(table, slot));
    }

    /** The table that an element of a field's vector points to. */
    int element(int table, int slot, int index) {
        return Flatbuffer.target(bytes(), target(table, slot) + 4 + 4 * index);
    }

    int vtable(int table) {
        return table - bytes().getInt(table);
    }

    /** Makes a field absent. */
    void remove(int table, int slot) {
        bytes().putShort(vtable(table) + 4 + 2 * slot, (short) 0);
    }

    Message decode() throws MalformedDataException, UnsupportedFeatureException {
        return MessageDecoder.decode(ByteBuffer.wrap(metadata), MetadataLimits.DEFAULT);
    }

    FileFooter decodeFooter() throws MalformedDataException, UnsupportedFeatureException {
        return FooterDecoder.decode(metadata, MetadataLimits.DEFAULT);
    }

    Schema decodeSchema() throws MalformedDataException, UnsupportedFeatureException {
        return ((SchemaHeader) decode().header()).schema();
    }
}
