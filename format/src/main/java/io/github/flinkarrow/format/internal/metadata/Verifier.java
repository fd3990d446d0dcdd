/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import io.github.flinkarrow.format.internal.metadata.Slot.Kind;

import java.nio.ByteBuffer;

import static io.github.flinkarrow.format.internal.metadata.Flatbuffer.VTABLE_HEADER;

/**
 * Walks a flatbuffer and checks everything that the generated classes and {@link Flatbuffer} rely
 * on, since they check nothing: offsets, tables, vtables, scalars, vectors and strings are aligned
 * and inside the bytes, and strings end with a zero byte. Alignment counts from the first byte;
 * elements of a vector wider than its length need none of their own, as in the C++ verifier.
 *
 * <p>Offsets point forward only, so nothing can contain itself; but two offsets may share a target,
 * and shared parents multiply. The work is bounded by the size: a table that is not shared takes
 * two words (its own and the offset to it), and what shares it one more, so that a table may be
 * visited for every word of the bytes. Strings may be shared {@value #STRING_SHARING} times on the
 * whole.
 *
 * <p>For one flatbuffer; not for use by more than one thread.
 *
 * @see <a href="https://flatbuffers.dev/internals/">FlatBuffers internals</a>
 */
final class Verifier {

    /** Tables inside each other. */
    static final int MAX_DEPTH = 128;

    /**
     * Bytes that a table takes, with the offset that leads to it: tables may be shared, but there
     * are never more of them than if they were not.
     */
    private static final int LEAST_TABLE = 2 * Integer.BYTES;

    private static final int STRING_SHARING = 4;

    /** The generated classes read the sizes and offsets of a vtable as signed numbers. */
    private static final int MAX_TABLE = Short.MAX_VALUE;

    private final ByteBuffer bytes;
    private final int size;
    private int tablesLeft;
    private long stringBytesLeft;

    /**
     * @param bytes from 0 to the limit, in little-endian order
     */
    Verifier(ByteBuffer bytes) {
        this.bytes = bytes;
        this.size = bytes.limit();
        this.tablesLeft = size / LEAST_TABLE;
        this.stringBytesLeft = (long) size * STRING_SHARING;
    }

    /** Checks the table that the first word points to, and all that it holds. */
    void verify(TableShape root) throws MalformedDataException, UnsupportedFeatureException {
        if (size < Integer.BYTES) {
            throw new MalformedDataException(
                    "a " + root.name() + " needs more than " + size + " bytes");
        }
        table(root, target(root.name(), 0), 1);
    }

    private void table(TableShape shape, int table, int depth)
            throws MalformedDataException, UnsupportedFeatureException {
        if (depth > MAX_DEPTH) {
            throw new UnsupportedFeatureException(
                    "metadata nests deeper than " + MAX_DEPTH + " tables");
        }
        tablesLeft--;
        if (tablesLeft < 0) {
            throw new MalformedDataException(
                    "metadata of " + size + " bytes holds more tables than it has room for");
        }
        int vtable = vtable(shape, table);
        int vtableSize = bytes.getShort(vtable);
        int inlineSize = bytes.getShort(vtable + Short.BYTES);
        for (int index = 0; index < shape.slotCount(); index++) {
            int entry = VTABLE_HEADER + index * Short.BYTES;
            if (entry >= vtableSize) {
                return;
            }
            int offset = bytes.getShort(vtable + entry);
            if (offset != 0) {
                Slot slot = shape.slot(index);
                if (offset < Integer.BYTES || offset + slot.inlineWidth() > inlineSize) {
                    throw malformed(
                            shape.name() + "." + slot.name(),
                            table,
                            "is at " + offset + " in a table of " + inlineSize + " bytes");
                }
                field(shape, index, table, table + offset, depth);
            }
        }
    }

    /** The checked position of the table's vtable, which fits the bytes as the table does. */
    private int vtable(TableShape shape, int table) throws MalformedDataException {
        requireWord(shape.name(), table);
        long vtable = (long) table - bytes.getInt(table);
        if (vtable < 0 || vtable > size - VTABLE_HEADER || vtable % Short.BYTES != 0) {
            throw malformed(shape.name(), table, "has its vtable at " + vtable);
        }
        int vtableSize = Short.toUnsignedInt(bytes.getShort((int) vtable));
        if (vtableSize < VTABLE_HEADER
                || vtableSize > MAX_TABLE
                || vtableSize % Short.BYTES != 0
                || vtableSize > size - vtable) {
            throw malformed(shape.name(), table, "has a vtable of " + vtableSize + " bytes");
        }
        int inlineSize = Short.toUnsignedInt(bytes.getShort((int) vtable + Short.BYTES));
        if (inlineSize < Integer.BYTES || inlineSize > MAX_TABLE || inlineSize > size - table) {
            throw malformed(shape.name(), table, "says that it has " + inlineSize + " bytes");
        }
        return (int) vtable;
    }

    private void field(TableShape parent, int index, int table, int at, int depth)
            throws MalformedDataException, UnsupportedFeatureException {
        Slot slot = parent.slot(index);
        String name = slot.name();
        if ((at & (slot.inlineWidth() - 1)) != 0) {
            throw malformed(parent.name() + "." + name, at, "is not aligned");
        }
        if (slot.kind() == Kind.SCALAR) {
            return;
        }
        int target = target(name, at);
        switch (slot.kind()) {
            case STRING -> string(name, target);
            case VECTOR -> vector(name, target, slot.width());
            case TABLE -> table(slot.shape(), target, depth + 1);
            case TABLES -> tables(slot, target, depth);
            case UNION -> {
                int type = Flatbuffer.field(bytes, table, index - 1);
                TableShape member =
                        type == 0 ? null : slot.member(Byte.toUnsignedInt(bytes.get(type)));
                if (member != null) {
                    table(member, target, depth + 1);
                }
            }
            default -> throw new AssertionError(slot.kind());
        }
    }

    private void tables(Slot slot, int vector, int depth)
            throws MalformedDataException, UnsupportedFeatureException {
        int count = vector(slot.name(), vector, Integer.BYTES);
        int first = vector + Integer.BYTES;
        for (int i = 0; i < count; i++) {
            table(slot.shape(), target(slot.name(), first + i * Integer.BYTES), depth + 1);
        }
    }

    private void string(String name, int string) throws MalformedDataException {
        int length = vector(name, string, 1);
        int end = string + Integer.BYTES + length;
        if (end == size || bytes.get(end) != 0) {
            throw malformed(name, string, "is a string without a zero byte after it");
        }
        stringBytesLeft -= length;
        if (stringBytesLeft < 0) {
            throw new MalformedDataException(
                    "metadata of " + size + " bytes holds more text than it has room for");
        }
    }

    /** Checks that a vector is inside the bytes; its number of elements. */
    private int vector(String name, int vector, int width) throws MalformedDataException {
        requireWord(name, vector);
        long count = Integer.toUnsignedLong(bytes.getInt(vector));
        int room = size - vector - Integer.BYTES;
        if (count * width > room) {
            throw malformed(
                    name,
                    vector,
                    "has " + count + " elements of " + width + " bytes but " + room + " are left");
        }
        return (int) count;
    }

    /** What the offset at an aligned position inside the bytes points to: a position inside. */
    private int target(String name, int at) throws MalformedDataException {
        long offset = Integer.toUnsignedLong(bytes.getInt(at));
        if (offset == 0 || offset >= size - at) {
            throw malformed(name, at, "has the offset " + offset + " in " + size + " bytes");
        }
        return at + (int) offset;
    }

    private void requireWord(String name, int at) throws MalformedDataException {
        if (at % Integer.BYTES != 0 || at > size - Integer.BYTES) {
            throw malformed(name, at, "is not aligned, or not inside the " + size + " bytes");
        }
    }

    private static MalformedDataException malformed(String name, int at, String reason) {
        return new MalformedDataException("metadata byte " + at + ": " + name + " " + reason);
    }
}
