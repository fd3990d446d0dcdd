/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.RecordBatchHeader;
import io.github.flinkarrow.format.schema.Field;

import java.io.IOException;

/** Checks the field nodes of chosen fields, and asks for the buffers that their values are in. */
final class ArrayRequest {

    private final RecordBatchHeader header;
    private final BodyBuffers buffers;
    private final Validation validation;
    private final UnbackedRows unbacked;
    private final Location location;

    ArrayRequest(
            RecordBatchHeader header,
            BodyBuffers buffers,
            Validation validation,
            UnbackedRows unbacked,
            Location location) {
        this.header = header;
        this.buffers = buffers;
        this.validation = validation;
        this.unbacked = unbacked;
        this.location = location;
    }

    void request(ArrayLayout layout) throws IOException {
        long length = header.nodeLength(layout.node());
        long nullCount = header.nodeNullCount(layout.node());
        checkNode(layout, length, nullCount);
        Field field = layout.field();
        if (field.isDictionaryEncoded()) {
            validity(layout, length, nullCount);
            int width = field.dictionary().indexType().bitWidth() / 8;
            want(layout, 1, length * width, "indices");
            return;
        }
        unbacked.check(layout, length, nullCount);
        PhysicalLayout physical = PhysicalLayout.of(field.type());
        if (physical.hasValidity()) {
            validity(layout, length, nullCount);
        }
        switch (physical) {
            case NULL -> allNull(layout, length, nullCount);
            case STRUCT, FIXED_SIZE_LIST -> {}
            case BITS -> want(layout, 1, PhysicalLayout.bitmapBytes(length), "values");
            case FIXED_WIDTH ->
                    want(layout, 1, length * PhysicalLayout.byteWidth(field.type()), "values");
            case BINARY -> binary(layout, length, Integer.BYTES);
            case LARGE_BINARY -> binary(layout, length, Long.BYTES);
            case BINARY_VIEW -> binaryView(layout, length);
            case LIST -> offsets(layout, length, Integer.BYTES);
            case LARGE_LIST -> offsets(layout, length, Long.BYTES);
            case LIST_VIEW -> listView(layout, length, Integer.BYTES);
            case LARGE_LIST_VIEW -> listView(layout, length, Long.BYTES);
            case SPARSE_UNION -> union(layout, length, nullCount, false);
            case DENSE_UNION -> union(layout, length, nullCount, true);
            case RUN_END_ENCODED -> unusedValidity(layout, 0, length, nullCount);
        }
        for (ArrayLayout child : layout.children()) {
            request(child);
        }
    }

    private void validity(ArrayLayout layout, long length, long nullCount) throws IOException {
        if (nullCount > 0) {
            want(layout, 0, PhysicalLayout.bitmapBytes(length), "validity");
        } else if (validation == Validation.FULL && length > 0) {
            want(layout, 0, -1, "validity");
        }
    }

    private void binary(ArrayLayout layout, long length, int offsetWidth) throws IOException {
        offsets(layout, length, offsetWidth);
        if (length > 0) {
            want(layout, 2, -1, "data");
        }
    }

    private void binaryView(ArrayLayout layout, long length) throws IOException {
        want(layout, 1, length * PhysicalLayout.VIEW_BYTES, "views");
        for (int i = 2; length > 0 && i < layout.bufferCount(); i++) {
            want(layout, i, -1, "data");
        }
    }

    private void offsets(ArrayLayout layout, long length, int width) throws IOException {
        want(layout, 1, PhysicalLayout.offsetsBytes(length, width), "offsets");
    }

    private void listView(ArrayLayout layout, long length, int width) throws IOException {
        want(layout, 1, length * width, "offsets");
        want(layout, 2, length * width, "sizes");
    }

    private void union(ArrayLayout layout, long length, long nullCount, boolean dense)
            throws IOException {
        int buffersOfType = dense ? 2 : 1;
        unusedValidity(layout, buffersOfType, length, nullCount);
        int typeIds = layout.bufferCount() - buffersOfType;
        want(layout, typeIds, length, "type ids");
        if (dense) {
            want(layout, typeIds + 1, length * Integer.BYTES, "offsets");
        }
    }

    /** Before V5, unions and run-end-encoded arrays had a validity bitmap too. */
    private void unusedValidity(ArrayLayout layout, int otherBuffers, long length, long nullCount)
            throws IOException {
        if (layout.bufferCount() > otherBuffers) {
            if (nullCount > 0) {
                throw location.unsupported(
                        layout.path()
                                + ": "
                                + nullCount
                                + " nulls in the validity bitmap that a "
                                + layout.field().type()
                                + " had before V5");
            }
            validity(layout, length, nullCount);
        } else if (nullCount > 0 && validation == Validation.FULL) {
            throw location.malformed(
                    layout.path()
                            + ": the field node has "
                            + nullCount
                            + " nulls, but a "
                            + layout.field().type()
                            + " has no validity bitmap");
        }
    }

    private void allNull(ArrayLayout layout, long length, long nullCount)
            throws IpcFormatException {
        if (nullCount != length && validation == Validation.FULL) {
            throw location.malformed(
                    layout.path()
                            + ": the field node has "
                            + nullCount
                            + " nulls, but all "
                            + length
                            + " values of a Null are");
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
