/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.BinaryViewArray;
import io.github.flinkarrow.format.array.BoolArray;
import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.LargeBinaryArray;
import io.github.flinkarrow.format.array.LargeListArray;
import io.github.flinkarrow.format.array.LargeListViewArray;
import io.github.flinkarrow.format.array.ListArray;
import io.github.flinkarrow.format.array.ListLikeArray;
import io.github.flinkarrow.format.array.ListViewArray;
import io.github.flinkarrow.format.array.RunEndEncodedArray;
import io.github.flinkarrow.format.array.StructArray;
import io.github.flinkarrow.format.array.UnionArray;
import io.github.flinkarrow.format.array.VariableSizeBinaryArray;
import io.github.flinkarrow.format.internal.metadata.RecordBatchLayout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Takes arrays apart into field nodes and buffers, parents before children. */
final class RecordBatchUnloader {

    private final RecordBatchLayout layout;
    private final BodyParts body;

    RecordBatchUnloader(RecordBatchLayout layout, BodyParts body) {
        this.layout = layout;
        this.body = body;
    }

    void unload(ArrowArray array) throws IOException {
        layout.addNode(array.length(), array.nullCount());
        if (array instanceof DictionaryArray) {
            throw new UnsupportedIpcFeatureException(
                    "field '" + array.field().name() + "': writing dictionary-encoded arrays");
        }
        if (PhysicalLayout.of(array.field().type()).hasValidity()) {
            validity(array);
        }
        if (array instanceof FixedWidthArray fixed) {
            body.add(trimmed(fixed.values(), (long) fixed.length() * fixed.byteWidth()));
        } else if (array instanceof BoolArray bits) {
            body.add(trimmed(bits.values(), PhysicalLayout.bitmapBytes(bits.length())));
        } else if (array instanceof VariableSizeBinaryArray binary) {
            addOffsets(
                    binary.offsets(),
                    binary instanceof LargeBinaryArray ? Long.BYTES : Integer.BYTES);
            body.add(trimmed(binary.data(), dataEnd(binary)));
        } else if (array instanceof BinaryViewArray views) {
            binaryView(views);
        } else if (array instanceof StructArray struct) {
            children(struct.children());
        } else if (array instanceof ListLikeArray list) {
            listBuffers(list);
            unload(list.elements());
        } else if (array instanceof UnionArray union) {
            body.add(union.typeIds());
            if (union.offsets() != null) {
                body.add(union.offsets());
            }
            children(union.children());
        } else if (array instanceof RunEndEncodedArray runs) {
            unload(runs.runEnds());
            unload(runs.values());
        }
    }

    private void validity(ArrowArray array) {
        if (array.validity() == null) {
            body.addEmpty();
        } else {
            body.add(array.validity());
        }
    }

    private void children(List<ArrowArray> children) throws IOException {
        for (ArrowArray child : children) {
            unload(child);
        }
    }

    private void binaryView(BinaryViewArray array) {
        body.add(array.views());
        layout.addVariadicCount(array.dataBufferCount());
        for (int i = 0; i < array.dataBufferCount(); i++) {
            body.add(array.dataBuffer(i));
        }
    }

    private void listBuffers(ListLikeArray array) {
        if (array instanceof ListArray list) {
            addOffsets(list.offsets(), Integer.BYTES);
        } else if (array instanceof LargeListArray list) {
            addOffsets(list.offsets(), Long.BYTES);
        } else if (array instanceof ListViewArray list) {
            body.add(list.offsets());
            body.add(list.sizes());
        } else if (array instanceof LargeListViewArray list) {
            body.add(list.offsets());
            body.add(list.sizes());
        }
    }

    /** Offsets are one more than values: where an array has none for no values, one is written. */
    private void addOffsets(ByteBuffer offsets, int width) {
        body.add(offsets.limit() == 0 ? ByteBuffer.allocate(width) : offsets);
    }

    private static long dataEnd(VariableSizeBinaryArray array) {
        return array.length() == 0 ? 0 : array.end(array.length() - 1);
    }

    private static ByteBuffer trimmed(ByteBuffer buffer, long length) {
        return buffer.limit() == length ? buffer : buffer.slice(0, (int) length);
    }
}
