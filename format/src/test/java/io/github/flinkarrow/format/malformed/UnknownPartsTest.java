/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.malformed;

import io.github.flinkarrow.format.UnsupportedIpcFeatureException;
import io.github.flinkarrow.format.testing.HandMadeFile;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a later specification may add is unsupported, wherever it is met. */
class UnknownPartsTest extends MalformedInput {

    /** The slots of a Message. */
    private static final int VERSION = 0;

    private static final int HEADER_TYPE = 1;

    private static final byte TENSOR = 4;
    private static final byte NO_TYPE = 77;

    /** Where the record batch is in a stream, and 8 bytes later in a file. */
    private static final int START = new HandMadeFile(INTS).stream().length;

    @Test
    void versionOfAMessage() {
        batchIsUnsupported(VERSION, MetadataVersion.V3, "metadata version V3 is not supported");
        batchIsUnsupported(VERSION, (byte) 5, "metadata version V6 is not supported");
    }

    @Test
    void typeOfAMessage() {
        batchIsUnsupported(HEADER_TYPE, NO_TYPE, "messages of type 77 are not supported");
        batchIsUnsupported(HEADER_TYPE, TENSOR, "Tensor messages are not supported");
    }

    @Test
    void firstMessageOfAStream() {
        byte[] stream = oneRow().stream();
        set(stream, 0, VERSION, (byte) 9);

        assertThatThrownBy(() -> openStream(stream))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageStartingWith("s: message 0 @ 0: metadata version V10 is not supported");
    }

    private void batchIsUnsupported(int slot, int value, String message) {
        byte[] file = oneRow().file();
        set(file, 8 + START, slot, (byte) value);
        byte[] stream = oneRow().stream();
        set(stream, START, slot, (byte) value);

        assertThatThrownBy(() -> openFile(file).recordBatch(0))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageStartingWith("f: block 0 @ " + (8 + START) + ": " + message);
        assertThatThrownBy(() -> openStream(stream).next())
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageStartingWith("s: message 1 @ " + START + ": " + message);
        assertThatThrownBy(() -> openPipe(stream).next())
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageStartingWith("p: message 1 @ " + START + ": " + message);
    }

    /** Sets the first byte of a number in the table of the message behind a prefix. */
    private static void set(byte[] bytes, int start, int slot, byte value) {
        ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int table = start + 8 + view.getInt(start + 8);
        int vtable = table - view.getInt(table);
        bytes[table + view.getShort(vtable + 4 + 2 * slot)] = value;
    }
}
