/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import org.apache.arrow.flatbuf.DictionaryKind;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Feature;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A verified Schema table as a schema whose every field keeps the rules of its type.
 *
 * @see <a href="https://github.com/apache/arrow/blob/main/format/Schema.fbs">Schema.fbs</a>
 */
final class SchemaDecoder {

    private static final ArrowType.Int DEFAULT_INDEX_TYPE = new ArrowType.Int(32, true);

    private final MetadataLimits limits;

    SchemaDecoder(MetadataLimits limits) {
        this.limits = limits;
    }

    SchemaHeader decode(org.apache.arrow.flatbuf.Schema schema)
            throws MalformedDataException, UnsupportedFeatureException {
        requireKnownFeatures(schema);
        ByteOrder byteOrder = byteOrder(schema.endianness());
        List<Field> fields = new ArrayList<>(schema.fieldsLength());
        for (int i = 0; i < schema.fieldsLength(); i++) {
            fields.add(field(schema.fields(i), FieldPath.ROOT, 1));
        }
        var metadata = KeyValues.decode(schema.customMetadataLength(), schema::customMetadata);
        return new SchemaHeader(new Schema(fields, metadata), byteOrder);
    }

    private static void requireKnownFeatures(org.apache.arrow.flatbuf.Schema schema)
            throws UnsupportedFeatureException {
        for (int i = 0; i < schema.featuresLength(); i++) {
            long feature = schema.features(i);
            if (feature != Feature.UNUSED
                    && feature != Feature.DICTIONARY_REPLACEMENT
                    && feature != Feature.COMPRESSED_BODY) {
                throw new UnsupportedFeatureException(
                        "schema feature "
                                + feature
                                + " is not supported (known: 1, DICTIONARY_REPLACEMENT; 2, COMPRESSED_BODY)");
            }
        }
    }

    private static ByteOrder byteOrder(short endianness) throws UnsupportedFeatureException {
        return switch (endianness) {
            case Endianness.Little -> ByteOrder.LITTLE_ENDIAN;
            case Endianness.Big -> ByteOrder.BIG_ENDIAN;
            default ->
                    throw new UnsupportedFeatureException(
                            "endianness " + endianness + " is not supported");
        };
    }

    private Field field(org.apache.arrow.flatbuf.Field field, FieldPath parent, int depth)
            throws MalformedDataException, UnsupportedFeatureException {
        String name = Text.strict(field.nameAsByteBuffer(), "the name of a child of " + parent);
        FieldPath path = parent.child(name);
        if (depth > limits.maxNesting()) {
            throw new UnsupportedFeatureException(
                    path
                            + ": fields nest deeper than the limit of "
                            + limits.maxNesting()
                            + " (limit.nesting)");
        }
        List<Field> children = new ArrayList<>(field.childrenLength());
        for (int i = 0; i < field.childrenLength(); i++) {
            children.add(field(field.children(i), path, depth + 1));
        }
        ArrowType type = TypeDecoder.decode(field, path);
        String violation = TypeRules.violation(type, children);
        if (violation != null) {
            throw new MalformedDataException(path + ": " + violation);
        }
        return new Field(
                name,
                field.nullable(),
                type,
                dictionary(field.dictionary(), path),
                children,
                KeyValues.decode(field.customMetadataLength(), field::customMetadata));
    }

    private static DictionaryEncoding dictionary(
            org.apache.arrow.flatbuf.DictionaryEncoding encoding, FieldPath path)
            throws MalformedDataException, UnsupportedFeatureException {
        if (encoding == null) {
            return null;
        }
        if (encoding.dictionaryKind() != DictionaryKind.DenseArray) {
            throw new UnsupportedFeatureException(
                    path + ": dictionary kind " + encoding.dictionaryKind() + " is not supported");
        }
        ArrowType.Int indexType =
                encoding.indexType() == null
                        ? DEFAULT_INDEX_TYPE
                        : TypeDecoder.integer(encoding.indexType(), path);
        return new DictionaryEncoding(encoding.id(), indexType, encoding.isOrdered());
    }
}
