/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import java.nio.ByteBuffer;

/**
 * The steps from one part of a flatbuffer to the next, unchecked: only for bytes that the {@link
 * Verifier} has walked.
 *
 * @see <a href="https://flatbuffers.dev/internals/">FlatBuffers internals</a>
 */
final class Flatbuffer {

    /** Bytes of the two sizes that a vtable starts with. */
    static final int VTABLE_HEADER = 4;

    private Flatbuffer() {}

    /** What the offset at a position points to. */
    static int target(ByteBuffer bytes, int at) {
        return at + bytes.getInt(at);
    }

    /** The position of a table's field, or 0 where it is absent. */
    static int field(ByteBuffer bytes, int table, int slot) {
        int vtable = table - bytes.getInt(table);
        int entry = VTABLE_HEADER + 2 * slot;
        if (entry >= bytes.getShort(vtable)) {
            return 0;
        }
        int offset = bytes.getShort(vtable + entry);
        return offset == 0 ? 0 : table + offset;
    }
}
