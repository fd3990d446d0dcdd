/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.BinaryArray;
import io.github.flinkarrow.format.array.BoolArray;
import io.github.flinkarrow.format.array.Decimal128Array;
import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.FixedSizeBinaryArray;
import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.Float32Array;
import io.github.flinkarrow.format.array.Float64Array;
import io.github.flinkarrow.format.array.Int16Array;
import io.github.flinkarrow.format.array.Int32Array;
import io.github.flinkarrow.format.array.Int64Array;
import io.github.flinkarrow.format.array.Int8Array;
import io.github.flinkarrow.format.array.LargeBinaryArray;
import io.github.flinkarrow.format.array.ListArray;
import io.github.flinkarrow.format.array.MapArray;
import io.github.flinkarrow.format.array.NullArray;
import io.github.flinkarrow.format.array.StructArray;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Makes validated arrays of fetched buffers, whose field nodes have been checked. */
final class ArrayLoader {

    private final BufferParts parts;
    private final DictionarySource dictionaries;
    private final OwnedMemory memory;
    private final ArrayValidator validator;
    private final Location location;

    /**
     * @param memory of the arrays, which is to keep that of the dictionaries they refer to
     */
    ArrayLoader(
            BufferParts parts,
            DictionarySource dictionaries,
            OwnedMemory memory,
            Location location) {
        this.parts = parts;
        this.dictionaries = dictionaries;
        this.memory = memory;
        this.location = location;
        this.validator = new ArrayValidator(location);
    }

    ArrowArray load(ArrayLayout layout) throws IOException {
        Field field = layout.field();
        int length = (int) parts.nodeLength(layout.node());
        int nullCount = (int) parts.nodeNullCount(layout.node());
        if (field.isDictionaryEncoded()) {
            return dictionary(layout, length, nullCount, validity(layout, length, nullCount));
        }
        PhysicalLayout physical = PhysicalLayout.of(field.type());
        if (physical == PhysicalLayout.NULL) {
            return new NullArray(field, length);
        }
        ByteBuffer validity = validity(layout, length, nullCount);
        return switch (physical) {
            case BITS -> {
                ByteBuffer values = buffer(layout, 1, PhysicalLayout.bitmapBytes(length), "values");
                yield new BoolArray(field, length, nullCount, validity, values);
            }
            case FIXED_WIDTH -> {
                long bytes = (long) length * PhysicalLayout.byteWidth(field.type());
                ByteBuffer values = buffer(layout, 1, bytes, "values");
                yield fixedWidth(field, field.type(), length, nullCount, validity, values);
            }
            case BINARY, LARGE_BINARY -> binary(layout, length, nullCount, validity);
            case STRUCT -> struct(layout, length, nullCount, validity);
            case LIST -> list(layout, length, nullCount, validity);
            case NULL, UNSUPPORTED ->
                    throw location.unsupported(layout.path() + ": arrays of type " + field.type());
        };
    }

    /** An array without values. */
    private ArrowArray empty(Field field, ArrayLayout of) throws IOException {
        return new ArrayLoader(BufferParts.NONE, DictionarySource.NONE, memory, location)
                .load(emptyLayout(field, of));
    }

    private static ArrayLayout emptyLayout(Field field, ArrayLayout of) {
        List<ArrayLayout> children = new ArrayList<>(field.children().size());
        for (Field child : field.children()) {
            children.add(emptyLayout(child, of));
        }
        return new ArrayLayout(field, of.path(), 0, 0, children);
    }

    private ByteBuffer validity(ArrayLayout layout, int length, int nullCount) throws IOException {
        return nullCount == 0
                ? null
                : buffer(layout, 0, PhysicalLayout.bitmapBytes(length), "validity");
    }

    private ByteBuffer buffer(ArrayLayout layout, int ordinal, long needed, String role)
            throws IOException {
        return parts.buffer(layout.firstBuffer() + ordinal, needed, layout.path(), role);
    }

    /** The array of a field, or of its indices, by the width of the type. */
    private static FixedWidthArray fixedWidth(
            Field field,
            ArrowType type,
            int length,
            int nullCount,
            ByteBuffer validity,
            ByteBuffer values) {
        if (type instanceof ArrowType.FixedSizeBinary binary) {
            return new FixedSizeBinaryArray(
                    field, length, nullCount, validity, values, binary.byteWidth());
        }
        boolean floating = type instanceof ArrowType.FloatingPoint;
        return switch (PhysicalLayout.byteWidth(type)) {
            case 1 -> new Int8Array(field, length, nullCount, validity, values);
            case 2 -> new Int16Array(field, length, nullCount, validity, values);
            case 4 ->
                    floating
                            ? new Float32Array(field, length, nullCount, validity, values)
                            : new Int32Array(field, length, nullCount, validity, values);
            case 8 ->
                    floating
                            ? new Float64Array(field, length, nullCount, validity, values)
                            : new Int64Array(field, length, nullCount, validity, values);
            default -> new Decimal128Array(field, length, nullCount, validity, values);
        };
    }

    private ArrowArray binary(ArrayLayout layout, int length, int nullCount, ByteBuffer validity)
            throws IOException {
        Field field = layout.field();
        boolean large = PhysicalLayout.of(field.type()) == PhysicalLayout.LARGE_BINARY;
        int width = large ? Long.BYTES : Integer.BYTES;
        ByteBuffer offsets =
                buffer(layout, 1, PhysicalLayout.offsetsBytes(length, width), "offsets");
        ByteBuffer data = length == 0 ? empty() : buffer(layout, 2, -1, "data");
        if (large) {
            validator.largeOffsets(layout, offsets, length, data.limit());
            return new LargeBinaryArray(field, length, nullCount, validity, offsets, data);
        }
        validator.offsets(layout, offsets, length, data.limit());
        return new BinaryArray(field, length, nullCount, validity, offsets, data);
    }

    private static ByteBuffer empty() {
        return ByteBuffer.allocate(0);
    }

    private ArrowArray struct(ArrayLayout layout, int length, int nullCount, ByteBuffer validity)
            throws IOException {
        List<ArrowArray> children = new ArrayList<>(layout.children().size());
        for (ArrayLayout child : layout.children()) {
            ArrowArray array = load(child);
            validator.childLength(child, array.length(), length);
            children.add(array);
        }
        return new StructArray(layout.field(), length, nullCount, validity, children);
    }

    private ArrowArray list(ArrayLayout layout, int length, int nullCount, ByteBuffer validity)
            throws IOException {
        Field field = layout.field();
        long bytes = PhysicalLayout.offsetsBytes(length, Integer.BYTES);
        ByteBuffer offsets = buffer(layout, 1, bytes, "offsets");
        ArrowArray child = load(layout.children().get(0));
        validator.offsets(layout, offsets, length, child.length());
        if (!(field.type() instanceof ArrowType.Map)) {
            return new ListArray(field, length, nullCount, validity, offsets, child);
        }
        if (child instanceof StructArray entries) {
            return new MapArray(field, length, nullCount, validity, offsets, entries);
        }
        throw location.unsupported(layout.path() + ": dictionary-encoded entries of a map");
    }

    private ArrowArray dictionary(
            ArrayLayout layout, int length, int nullCount, ByteBuffer validity) throws IOException {
        Field field = layout.field();
        DictionaryEncoding encoding = field.dictionary();
        long bytes = (long) length * (encoding.indexType().bitWidth() / 8);
        ByteBuffer values = buffer(layout, 1, bytes, "indices");
        FixedWidthArray indices =
                fixedWidth(field, encoding.indexType(), length, nullCount, validity, values);
        Dictionary dictionary = dictionaries.get(encoding.id());
        if (dictionary == null) {
            validator.indices(layout, indices, -1);
            return new DictionaryArray(field, indices, empty(Dictionary.valueField(field), layout));
        }
        validator.indices(layout, indices, dictionary.values().length());
        memory.keep(dictionary.memory());
        return new DictionaryArray(field, indices, dictionary.values());
    }
}
