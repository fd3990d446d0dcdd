/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.FieldType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The schemas of arrow-java that mean the same as ours. */
final class ArrowJavaSchemas {

    private ArrowJavaSchemas() {}

    static org.apache.arrow.vector.types.pojo.Schema of(Schema schema) {
        return new org.apache.arrow.vector.types.pojo.Schema(
                fields(schema.fields()), map(schema.metadata()));
    }

    /**
     * The schema with 128-bit decimals for narrower ones, which arrow-java writes but cannot read.
     */
    static Schema readable(Schema schema) {
        return new Schema(readable(schema.fields()), schema.metadata());
    }

    private static List<Field> readable(List<Field> fields) {
        return fields.stream().map(ArrowJavaSchemas::readable).toList();
    }

    private static Field readable(Field field) {
        ArrowType type = field.type();
        if (type instanceof ArrowType.Decimal it && it.bitWidth() < 128) {
            type = new ArrowType.Decimal(it.precision(), it.scale(), 128);
        }
        return new Field(
                field.name(),
                field.nullable(),
                type,
                field.dictionary(),
                readable(field.children()),
                field.metadata());
    }

    private static List<org.apache.arrow.vector.types.pojo.Field> fields(List<Field> fields) {
        return fields.stream().map(ArrowJavaSchemas::field).toList();
    }

    private static org.apache.arrow.vector.types.pojo.Field field(Field field) {
        FieldType type =
                new FieldType(
                        field.nullable(),
                        type(field.type()),
                        dictionary(field.dictionary()),
                        map(field.metadata()));
        return new org.apache.arrow.vector.types.pojo.Field(
                field.name(), type, fields(field.children()));
    }

    private static org.apache.arrow.vector.types.pojo.DictionaryEncoding dictionary(
            DictionaryEncoding encoding) {
        if (encoding == null) {
            return null;
        }
        return new org.apache.arrow.vector.types.pojo.DictionaryEncoding(
                encoding.id(), encoding.ordered(), integer(encoding.indexType()));
    }

    private static Map<String, String> map(KeyValueMetadata metadata) {
        Map<String, String> map = new HashMap<>();
        metadata.pairs().forEach(pair -> map.put(pair.key(), pair.value()));
        return map;
    }

    private static org.apache.arrow.vector.types.pojo.ArrowType.Int integer(ArrowType.Int type) {
        return new org.apache.arrow.vector.types.pojo.ArrowType.Int(type.bitWidth(), type.signed());
    }

    private static org.apache.arrow.vector.types.pojo.ArrowType type(ArrowType type) {
        if (type instanceof ArrowType.Null) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.Null();
        } else if (type instanceof ArrowType.Bool) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.Bool();
        } else if (type instanceof ArrowType.Int it) {
            return integer(it);
        } else if (type instanceof ArrowType.FloatingPoint it) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.FloatingPoint(
                    FloatingPointPrecision.valueOf(it.precision().name()));
        } else if (type instanceof ArrowType.Decimal it) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.Decimal(
                    it.precision(), it.scale(), it.bitWidth());
        } else if (type instanceof ArrowType.Utf8) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.Utf8();
        } else if (type instanceof ArrowType.LargeUtf8) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.LargeUtf8();
        } else if (type instanceof ArrowType.Utf8View) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.Utf8View();
        } else if (type instanceof ArrowType.Binary) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.Binary();
        } else if (type instanceof ArrowType.LargeBinary) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.LargeBinary();
        } else if (type instanceof ArrowType.BinaryView) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.BinaryView();
        } else if (type instanceof ArrowType.FixedSizeBinary it) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.FixedSizeBinary(it.byteWidth());
        } else if (type instanceof ArrowType.Date it) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.Date(
                    DateUnit.valueOf(it.unit().name()));
        } else if (type instanceof ArrowType.Time it) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.Time(
                    unit(it.unit()), it.bitWidth());
        } else if (type instanceof ArrowType.Timestamp it) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.Timestamp(
                    unit(it.unit()), it.zone());
        } else if (type instanceof ArrowType.Duration it) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.Duration(unit(it.unit()));
        } else if (type instanceof ArrowType.Interval it) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.Interval(
                    IntervalUnit.valueOf(it.unit().name()));
        }
        return nested(type);
    }

    private static org.apache.arrow.vector.types.pojo.ArrowType nested(ArrowType type) {
        if (type instanceof ArrowType.List) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.List();
        } else if (type instanceof ArrowType.LargeList) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.LargeList();
        } else if (type instanceof ArrowType.ListView) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.ListView();
        } else if (type instanceof ArrowType.LargeListView) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.LargeListView();
        } else if (type instanceof ArrowType.FixedSizeList it) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.FixedSizeList(it.listSize());
        } else if (type instanceof ArrowType.Struct) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.Struct();
        } else if (type instanceof ArrowType.Map it) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.Map(it.keysSorted());
        } else if (type instanceof ArrowType.Union it) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.Union(
                    it.mode() == io.github.flinkarrow.format.schema.UnionMode.SPARSE
                            ? UnionMode.Sparse
                            : UnionMode.Dense,
                    it.typeIds().stream().mapToInt(Integer::intValue).toArray());
        } else if (type instanceof ArrowType.RunEndEncoded) {
            return new org.apache.arrow.vector.types.pojo.ArrowType.RunEndEncoded();
        }
        throw new AssertionError(type);
    }

    private static TimeUnit unit(io.github.flinkarrow.format.schema.TimeUnit unit) {
        return TimeUnit.valueOf(unit.name());
    }
}
