/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import io.github.flinkarrow.format.schema.Field;
import org.apache.arrow.flatbuf.Union;

import java.util.function.ToIntFunction;

/** Tables of a schema that no schema of ours would be written as. */
final class SchemaTables {

    private SchemaTables() {}

    static int empty(FlatBufferBuilder builder) {
        builder.startTable(0);
        return builder.endTable();
    }

    static int union(FlatBufferBuilder builder, int mode, int... typeIds) {
        int vector = Union.createTypeIdsVector(builder, typeIds);
        return Union.createUnion(builder, (short) mode, vector);
    }

    static Field decode(byte type, ToIntFunction<FlatBufferBuilder> table)
            throws MalformedDataException, UnsupportedFeatureException {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        return decode(builder, field(builder, type, table.applyAsInt(builder), 0, 0));
    }

    static Field decode(FlatBufferBuilder builder, int field)
            throws MalformedDataException, UnsupportedFeatureException {
        int fields = org.apache.arrow.flatbuf.Schema.createFieldsVector(builder, new int[] {field});
        return decodeSchema(builder, (short) 0, fields, 0).schema().fields().get(0);
    }

    static SchemaHeader decodeSchema(
            FlatBufferBuilder builder, short endianness, int fields, int features)
            throws MalformedDataException, UnsupportedFeatureException {
        int schema =
                org.apache.arrow.flatbuf.Schema.createSchema(
                        builder, endianness, fields, 0, features);
        builder.finish(
                org.apache.arrow.flatbuf.Message.createMessage(
                        builder,
                        org.apache.arrow.flatbuf.MetadataVersion.V5,
                        org.apache.arrow.flatbuf.MessageHeader.Schema,
                        schema,
                        0,
                        0));
        return (SchemaHeader) Encoded.of(builder).decode().header();
    }

    static int field(
            FlatBufferBuilder builder, byte type, int table, int dictionary, int children) {
        return org.apache.arrow.flatbuf.Field.createField(
                builder, 0, true, type, table, dictionary, children, 0);
    }

    static int field(
            FlatBufferBuilder builder,
            String name,
            byte type,
            int table,
            int dictionary,
            int children) {
        return org.apache.arrow.flatbuf.Field.createField(
                builder, builder.createString(name), true, type, table, dictionary, children, 0);
    }
}
