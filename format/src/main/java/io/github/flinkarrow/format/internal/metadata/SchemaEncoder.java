/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import org.apache.arrow.flatbuf.DictionaryKind;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Int;

import java.util.List;

/** A schema as a Schema table; refuses what {@link SchemaDecoder} would. */
final class SchemaEncoder {

    private static final int MAX_NESTING = MetadataLimits.DEFAULT.maxNesting();

    private SchemaEncoder() {}

    /** The position of the table. */
    static int encode(FlatBufferBuilder builder, Schema schema) {
        int fields =
                org.apache.arrow.flatbuf.Schema.createFieldsVector(
                        builder, fields(builder, schema.fields(), FieldPath.ROOT, 1));
        int metadata = KeyValues.encode(builder, schema.metadata());
        return org.apache.arrow.flatbuf.Schema.createSchema(
                builder, Endianness.Little, fields, metadata, 0);
    }

    static int[] fields(
            FlatBufferBuilder builder, List<Field> fields, FieldPath parent, int depth) {
        int[] positions = new int[fields.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = field(builder, fields.get(i), parent, depth);
        }
        return positions;
    }

    private static int field(FlatBufferBuilder builder, Field field, FieldPath parent, int depth) {
        FieldPath path = parent.child(field.name());
        if (depth > MAX_NESTING) {
            throw new IllegalArgumentException(path + ": fields nest deeper than " + MAX_NESTING);
        }
        String violation = TypeRules.violation(field.type(), field.children());
        if (violation != null) {
            throw new IllegalArgumentException(path + ": " + violation);
        }
        int name = builder.createString(field.name());
        ArrowType type = field.type();
        int typeTable = TypeEncoder.encode(builder, type);
        int dictionary = dictionary(builder, field.dictionary());
        int children =
                org.apache.arrow.flatbuf.Field.createChildrenVector(
                        builder, fields(builder, field.children(), path, depth + 1));
        int metadata = KeyValues.encode(builder, field.metadata());
        return org.apache.arrow.flatbuf.Field.createField(
                builder,
                name,
                field.nullable(),
                TypeEncoder.member(type),
                typeTable,
                dictionary,
                children,
                metadata);
    }

    private static int dictionary(FlatBufferBuilder builder, DictionaryEncoding encoding) {
        if (encoding == null) {
            return 0;
        }
        int indexType =
                Int.createInt(
                        builder, encoding.indexType().bitWidth(), encoding.indexType().signed());
        return org.apache.arrow.flatbuf.DictionaryEncoding.createDictionaryEncoding(
                builder, encoding.id(), indexType, encoding.ordered(), DictionaryKind.DenseArray);
    }
}
