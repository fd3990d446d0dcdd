/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.Path;
import org.apache.flink.core.memory.DataInputDeserializer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads what {@link StateOutput} wrote. Bytes that it cannot have written are an error. */
final class StateInput {

    private static final int MOST_BITS = 63;

    private final String what;
    private final DataInputDeserializer in;

    /**
     * @param what the bytes are, for messages
     */
    StateInput(String what, byte[] bytes) {
        this.what = what;
        this.in = new DataInputDeserializer(bytes);
    }

    static IOException unknownVersion(String what, int found, int known) {
        return new IOException(
                ("the state of %s has version %d: only version %d is known;"
                                + " was it written by a newer version of the connector?")
                        .formatted(what, found, known));
    }

    long readLong() throws IOException {
        long value = 0;
        for (int shift = 0; shift <= MOST_BITS; shift += 7) {
            requireBytes(1);
            byte next = in.readByte();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw broken("has a number of more than 64 bits");
    }

    long readWord() throws IOException {
        requireBytes(Long.BYTES);
        return in.readLong();
    }

    /**
     * A number of things that follow.
     *
     * @param leastBytes that each of them takes
     */
    int readCount(int leastBytes) throws IOException {
        long count = readLong();
        if (count < 0 || count > in.available() / leastBytes) {
            throw broken("counts " + count + " entries in " + in.available() + " bytes");
        }
        return (int) count;
    }

    boolean readBoolean() throws IOException {
        requireBytes(1);
        return in.readBoolean();
    }

    String readText() throws IOException {
        byte[] bytes = new byte[readCount(1)];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    DataFile readFile() throws IOException {
        Path path;
        try {
            path = new Path(readText());
        } catch (IllegalArgumentException e) {
            throw broken("has a path that cannot be: " + e.getMessage());
        }
        return new DataFile(path, readLong(), readLong());
    }

    void requireEnd() throws IOException {
        if (in.available() > 0) {
            throw broken("has " + in.available() + " bytes too many");
        }
    }

    private void requireBytes(int count) throws IOException {
        if (in.available() < count) {
            throw broken("ends too early");
        }
    }

    IOException broken(String how) {
        return new IOException("the state of " + what + " is broken: it " + how);
    }
}
