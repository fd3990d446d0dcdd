/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.memory.DataOutputSerializer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes the state of the source, in bytes that belong to this project. */
final class StateOutput {

    private static final int INITIAL_BYTES = 256;

    private final DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);

    /** Writes 7 bits a byte, lowest first; the sign bit moves to the end, so small is short. */
    void writeLong(long value) throws IOException {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    /** Writes 8 bytes. */
    void writeWord(long value) throws IOException {
        out.writeLong(value);
    }

    void writeBoolean(boolean value) throws IOException {
        out.writeBoolean(value);
    }

    void writeText(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writeLong(bytes.length);
        out.write(bytes);
    }

    void writeFile(DataFile file) throws IOException {
        writeText(file.path().toString());
        writeLong(file.size());
        writeLong(file.modificationTime());
    }

    byte[] toBytes() {
        return out.getCopyOfBuffer();
    }
}
