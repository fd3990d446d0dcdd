/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.RecordBatchHeader;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;

import java.io.IOException;

/** Checks the field nodes of chosen fields, and asks for the buffers that their values are in. */
final class ArrayRequest {

    private final RecordBatchHeader header;
    private final BodyBuffers buffers;
    private final Location location;

    ArrayRequest(RecordBatchHeader header, BodyBuffers buffers, Location location) {
        this.header = header;
        this.buffers = buffers;
        this.location = location;
    }

    void request(ArrayLayout layout) throws IOException {
        long length = header.nodeLength(layout.node());
        long nullCount = header.nodeNullCount(layout.node());
        checkNode(layout, length, nullCount);
        Field field = layout.field();
        if (nullCount > 0 && (field.isDictionaryEncoded() || hasValidity(field.type()))) {
            want(layout, 0, PhysicalLayout.bitmapBytes(length), "validity");
        }
        if (field.isDictionaryEncoded()) {
            int width = field.dictionary().indexType().bitWidth() / 8;
            want(layout, 1, length * width, "indices");
            return;
        }
        switch (PhysicalLayout.of(field.type())) {
            case NULL, STRUCT -> {}
            case BITS -> want(layout, 1, PhysicalLayout.bitmapBytes(length), "values");
            case FIXED_WIDTH ->
                    want(layout, 1, length * PhysicalLayout.byteWidth(field.type()), "values");
            case BINARY -> binary(layout, length, Integer.BYTES);
            case LARGE_BINARY -> binary(layout, length, Long.BYTES);
            case LIST ->
                    want(layout, 1, PhysicalLayout.offsetsBytes(length, Integer.BYTES), "offsets");
            case UNSUPPORTED ->
                    throw location.unsupported(layout.path() + ": arrays of type " + field.type());
        }
        for (ArrayLayout child : layout.children()) {
            request(child);
        }
    }

    private static boolean hasValidity(ArrowType type) {
        return !(type instanceof ArrowType.Null);
    }

    private void binary(ArrayLayout layout, long length, int offsetWidth) throws IOException {
        want(layout, 1, PhysicalLayout.offsetsBytes(length, offsetWidth), "offsets");
        if (length > 0) {
            want(layout, 2, -1, "data");
        }
    }

    private void want(ArrayLayout layout, int ordinal, long needed, String role)
            throws IOException {
        buffers.want(layout.firstBuffer() + ordinal, needed, layout.path(), role);
    }

    private void checkNode(ArrayLayout layout, long length, long nullCount) throws IOException {
        if (length < 0 || nullCount < 0 || nullCount > length) {
            throw location.malformed(
                    layout.path()
                            + ": a field node of "
                            + length
                            + " values and "
                            + nullCount
                            + " nulls");
        }
        if (length > Integer.MAX_VALUE) {
            throw location.unsupported(
                    layout.path() + ": " + length + " values in one array, more than 2^31 - 1");
        }
    }
}
