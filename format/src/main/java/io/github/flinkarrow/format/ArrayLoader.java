/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.BinaryArray;
import io.github.flinkarrow.format.array.BinaryViewArray;
import io.github.flinkarrow.format.array.BoolArray;
import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.FixedSizeListArray;
import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.LargeBinaryArray;
import io.github.flinkarrow.format.array.LargeListArray;
import io.github.flinkarrow.format.array.LargeListViewArray;
import io.github.flinkarrow.format.array.ListArray;
import io.github.flinkarrow.format.array.ListViewArray;
import io.github.flinkarrow.format.array.MapArray;
import io.github.flinkarrow.format.array.NullArray;
import io.github.flinkarrow.format.array.RunEndEncodedArray;
import io.github.flinkarrow.format.array.StructArray;
import io.github.flinkarrow.format.array.UnionArray;
import io.github.flinkarrow.format.array.VariableSizeBinaryArray;
import io.github.flinkarrow.format.internal.metadata.FieldPath;
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

    /** Null where not everything is to be checked. */
    private final FullValidator full;

    private final Location location;

    /**
     * @param memory of the arrays, which is to keep that of the dictionaries they refer to
     */
    ArrayLoader(
            BufferParts parts,
            DictionarySource dictionaries,
            OwnedMemory memory,
            Validation validation,
            Location location) {
        this.parts = parts;
        this.dictionaries = dictionaries;
        this.memory = memory;
        this.location = location;
        this.validator = new ArrayValidator(location);
        this.full = validation == Validation.FULL ? new FullValidator(location) : null;
    }

    /** A column, or the values of a dictionary. */
    ArrowArray loadColumn(ArrayLayout layout) throws IOException {
        ArrowArray column = load(layout);
        if (full != null) {
            full.forbiddenNulls(layout, column);
        }
        return column;
    }

    private ArrowArray load(ArrayLayout layout) throws IOException {
        Field field = layout.field();
        int length = (int) parts.nodeLength(layout.node());
        int nullCount = (int) parts.nodeNullCount(layout.node());
        if (field.isDictionaryEncoded()) {
            return dictionary(layout, length, nullCount, validity(layout, length, nullCount));
        }
        PhysicalLayout physical = PhysicalLayout.of(field.type());
        ByteBuffer validity = physical.hasValidity() ? validity(layout, length, nullCount) : null;
        return switch (physical) {
            case NULL -> new NullArray(field, length);
            case BITS -> {
                ByteBuffer values = buffer(layout, 1, PhysicalLayout.bitmapBytes(length), "values");
                yield new BoolArray(field, length, nullCount, validity, values);
            }
            case FIXED_WIDTH -> {
                long bytes = (long) length * PhysicalLayout.byteWidth(field.type());
                ByteBuffer values = buffer(layout, 1, bytes, Numbers.of(field.type()), "values");
                yield FixedWidthArrays.of(field, field.type(), length, nullCount, validity, values);
            }
            case BINARY -> {
                ByteBuffer offsets = offsets(layout, length, Integer.BYTES);
                ByteBuffer data = data(layout, length);
                validator.offsets(layout, offsets, length, data.limit());
                yield text(
                        layout, new BinaryArray(field, length, nullCount, validity, offsets, data));
            }
            case LARGE_BINARY -> {
                ByteBuffer offsets = offsets(layout, length, Long.BYTES);
                ByteBuffer data = data(layout, length);
                validator.largeOffsets(layout, offsets, length, data.limit());
                yield text(
                        layout,
                        new LargeBinaryArray(field, length, nullCount, validity, offsets, data));
            }
            case BINARY_VIEW -> binaryView(layout, length, nullCount, validity);
            case STRUCT -> struct(layout, length, nullCount, validity);
            case LIST, LARGE_LIST, FIXED_SIZE_LIST, LIST_VIEW, LARGE_LIST_VIEW ->
                    list(layout, physical, length, nullCount, validity);
            case SPARSE_UNION -> sparseUnion(layout, length);
            case DENSE_UNION -> denseUnion(layout, length);
            case RUN_END_ENCODED -> runEndEncoded(layout, length);
        };
    }

    private ByteBuffer validity(ArrayLayout layout, int length, int nullCount) throws IOException {
        long bytes = PhysicalLayout.bitmapBytes(length);
        if (full == null) {
            return nullCount == 0 ? null : buffer(layout, 0, bytes, "validity");
        }
        boolean absent =
                length == 0 || (nullCount == 0 && buffer(layout, 0, -1, "validity").limit() == 0);
        if (absent) {
            return null;
        }
        ByteBuffer validity = buffer(layout, 0, bytes, "validity");
        full.nullCount(layout, validity, length, nullCount);
        return validity;
    }

    private ArrowArray text(ArrayLayout layout, VariableSizeBinaryArray array)
            throws IpcFormatException {
        if (full != null) {
            full.text(layout, array);
        }
        return array;
    }

    private ByteBuffer offsets(ArrayLayout layout, int length, int width) throws IOException {
        return ints(layout, 1, PhysicalLayout.offsetsBytes(length, width), width, "offsets");
    }

    /** Offsets or sizes. */
    private ByteBuffer ints(ArrayLayout layout, int ordinal, long needed, int width, String role)
            throws IOException {
        Numbers numbers = width == Integer.BYTES ? Numbers.INT32 : Numbers.INT64;
        return buffer(layout, ordinal, needed, numbers, role);
    }

    private ByteBuffer data(ArrayLayout layout, int length) throws IOException {
        return length == 0 ? ByteBuffer.allocate(0) : buffer(layout, 2, -1, "data");
    }

    private ByteBuffer buffer(ArrayLayout layout, int ordinal, long needed, String role)
            throws IOException {
        return buffer(layout, ordinal, needed, Numbers.BYTES, role);
    }

    private ByteBuffer buffer(
            ArrayLayout layout, int ordinal, long needed, Numbers numbers, String role)
            throws IOException {
        int index = layout.firstBuffer() + ordinal;
        return parts.buffer(index, needed, numbers, layout.path(), role);
    }

    private ArrowArray binaryView(
            ArrayLayout layout, int length, int nullCount, ByteBuffer validity) throws IOException {
        long bytes = (long) length * PhysicalLayout.VIEW_BYTES;
        ByteBuffer views = buffer(layout, 1, bytes, Numbers.VIEWS, "views");
        List<ByteBuffer> data = new ArrayList<>();
        for (int i = 2; length > 0 && i < layout.bufferCount(); i++) {
            data.add(buffer(layout, i, -1, "data"));
        }
        BinaryViewArray array =
                new BinaryViewArray(layout.field(), length, nullCount, validity, views, data);
        validator.views(layout, array);
        if (full != null) {
            full.padding(layout, array);
            full.text(layout, array);
        }
        return array;
    }

    private ArrowArray struct(ArrayLayout layout, int length, int nullCount, ByteBuffer validity)
            throws IOException {
        List<ArrowArray> children = childrenAsLongAs(layout, length);
        return new StructArray(layout.field(), length, nullCount, validity, children);
    }

    private List<ArrowArray> childrenAsLongAs(ArrayLayout layout, int length) throws IOException {
        List<ArrowArray> children = children(layout);
        for (int i = 0; i < children.size(); i++) {
            validator.childLength(layout.children().get(i), children.get(i).length(), length);
        }
        return children;
    }

    private List<ArrowArray> children(ArrayLayout layout) throws IOException {
        List<ArrowArray> children = new ArrayList<>(layout.children().size());
        for (ArrayLayout child : layout.children()) {
            children.add(load(child));
        }
        return children;
    }

    private ArrowArray list(
            ArrayLayout layout,
            PhysicalLayout physical,
            int length,
            int nullCount,
            ByteBuffer validity)
            throws IOException {
        Field field = layout.field();
        ArrowArray child = load(layout.children().get(0));
        return switch (physical) {
            case LARGE_LIST -> {
                ByteBuffer offsets = offsets(layout, length, Long.BYTES);
                validator.largeOffsets(layout, offsets, length, child.length());
                yield new LargeListArray(field, length, nullCount, validity, offsets, child);
            }
            case FIXED_SIZE_LIST -> {
                int size = ((ArrowType.FixedSizeList) field.type()).listSize();
                long elements = (long) length * size;
                validator.childLength(layout.children().get(0), child.length(), elements);
                yield new FixedSizeListArray(field, length, nullCount, validity, size, child);
            }
            case LIST_VIEW -> {
                ByteBuffer offsets = ints(layout, 1, 4L * length, Integer.BYTES, "offsets");
                ByteBuffer sizes = ints(layout, 2, 4L * length, Integer.BYTES, "sizes");
                validator.listViews(layout, offsets, sizes, length, child.length());
                yield new ListViewArray(field, length, nullCount, validity, offsets, sizes, child);
            }
            case LARGE_LIST_VIEW -> {
                ByteBuffer offsets = ints(layout, 1, 8L * length, Long.BYTES, "offsets");
                ByteBuffer sizes = ints(layout, 2, 8L * length, Long.BYTES, "sizes");
                validator.largeListViews(layout, offsets, sizes, length, child.length());
                yield new LargeListViewArray(
                        field, length, nullCount, validity, offsets, sizes, child);
            }
            default -> {
                ByteBuffer offsets = offsets(layout, length, Integer.BYTES);
                validator.offsets(layout, offsets, length, child.length());
                if (!(field.type() instanceof ArrowType.Map)) {
                    yield new ListArray(field, length, nullCount, validity, offsets, child);
                }
                if (child instanceof StructArray entries) {
                    yield new MapArray(field, length, nullCount, validity, offsets, entries);
                }
                throw location.unsupported(layout.path() + ": dictionary-encoded entries of a map");
            }
        };
    }

    /** Before V5, unions and run-end-encoded arrays had a validity bitmap, which marks no nulls. */
    private void unusedValidity(ArrayLayout layout, int otherBuffers, int length)
            throws IOException {
        if (layout.bufferCount() > otherBuffers) {
            validity(layout, length, 0);
        }
    }

    private ArrowArray sparseUnion(ArrayLayout layout, int length) throws IOException {
        unusedValidity(layout, 1, length);
        ByteBuffer typeIds = buffer(layout, layout.bufferCount() - 1, length, "type ids");
        UnionArray array =
                new UnionArray(
                        layout.field(), length, typeIds, null, childrenAsLongAs(layout, length));
        validator.union(layout, array);
        return array;
    }

    private ArrowArray denseUnion(ArrayLayout layout, int length) throws IOException {
        unusedValidity(layout, 2, length);
        int slot = layout.bufferCount() - 2;
        ByteBuffer typeIds = buffer(layout, slot, length, "type ids");
        ByteBuffer offsets = ints(layout, slot + 1, 4L * length, Integer.BYTES, "offsets");
        UnionArray array =
                new UnionArray(layout.field(), length, typeIds, offsets, children(layout));
        validator.union(layout, array);
        return array;
    }

    private ArrowArray runEndEncoded(ArrayLayout layout, int length) throws IOException {
        unusedValidity(layout, 0, length);
        if (layout.children().get(0).field().isDictionaryEncoded()) {
            throw location.unsupported(layout.path() + ": dictionary-encoded run ends");
        }
        FixedWidthArray runEnds = (FixedWidthArray) load(layout.children().get(0));
        ArrowArray values = load(layout.children().get(1));
        RunEndEncodedArray array = new RunEndEncodedArray(layout.field(), length, runEnds, values);
        validator.runEnds(layout, array);
        return array;
    }

    /** An array without values. */
    static ArrowArray empty(Field field, FieldPath path, Location location) throws IOException {
        return new ArrayLoader(
                        BufferParts.NONE,
                        DictionarySource.NONE,
                        null,
                        Validation.STRUCTURE,
                        location)
                .load(ArrayLayout.ofNothing(field, path));
    }

    private ArrowArray dictionary(
            ArrayLayout layout, int length, int nullCount, ByteBuffer validity) throws IOException {
        Field field = layout.field();
        DictionaryEncoding encoding = field.dictionary();
        long bytes = (long) length * (encoding.indexType().bitWidth() / 8);
        Numbers numbers = Numbers.of(encoding.indexType());
        ByteBuffer values = buffer(layout, 1, bytes, numbers, "indices");
        FixedWidthArray indices =
                FixedWidthArrays.of(
                        field, encoding.indexType(), length, nullCount, validity, values);
        Dictionary dictionary = dictionaries.get(encoding.id());
        if (dictionary == null) {
            validator.indices(layout.path(), encoding, indices, -1);
            Field valueField = Dictionary.valueField(field);
            return new DictionaryArray(field, indices, empty(valueField, layout.path(), location));
        }
        if (!dictionary.holdsValuesOf(field)) {
            throw Dictionary.ofAnotherType(
                    layout.path(), encoding, dictionary.values().field(), location);
        }
        validator.indices(layout.path(), encoding, indices, dictionary.values().length());
        memory.keep(dictionary.memory());
        return new DictionaryArray(field, indices, dictionary.values());
    }
}
