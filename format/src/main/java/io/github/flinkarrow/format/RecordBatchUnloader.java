/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.BoolArray;
import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.LargeBinaryArray;
import io.github.flinkarrow.format.array.ListArray;
import io.github.flinkarrow.format.array.NullArray;
import io.github.flinkarrow.format.array.StructArray;
import io.github.flinkarrow.format.array.VariableSizeBinaryArray;
import io.github.flinkarrow.format.internal.metadata.RecordBatchLayout;

import java.io.IOException;
import java.nio.ByteBuffer;

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
        if (array instanceof NullArray) {
            return;
        }
        if (array.validity() == null) {
            body.addEmpty();
        } else {
            body.add(array.validity());
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
        } else if (array instanceof StructArray struct) {
            for (ArrowArray child : struct.children()) {
                unload(child);
            }
        } else if (array instanceof ListArray list) {
            addOffsets(list.offsets(), Integer.BYTES);
            unload(list.elements());
        } else if (array instanceof DictionaryArray) {
            throw new UnsupportedIpcFeatureException(
                    "field '" + array.field().name() + "': writing dictionary-encoded arrays");
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
