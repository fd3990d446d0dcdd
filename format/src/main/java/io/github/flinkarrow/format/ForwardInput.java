/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;

/**
 * A stream of bytes of unknown size, of which each read starts at or behind the end of the last.
 */
final class ForwardInput implements SeekableInput {

    /** What {@link #size} says of an input whose end is not known. */
    static final long UNKNOWN_SIZE = Long.MAX_VALUE;

    private static final int STEP = 1 << 16;

    private final InputStream stream;
    private final String name;
    private final byte[] staging = new byte[STEP];
    private long position;

    ForwardInput(InputStream stream, String name) {
        this.stream = stream;
        this.name = name;
    }

    /**
     * A stream that starts as a stream of messages does.
     *
     * @param maxMetadataBytes more than that is not taken for the length of a message
     * @throws IpcFormatException if it does not; a file, Feather V1 and an empty input are told
     *     apart
     */
    static ForwardInput of(InputStream stream, String name, int maxMetadataBytes)
            throws IOException {
        boolean opened = false;
        try {
            byte[] start = stream.readNBytes(ContainerDetection.START);
            Location location = new Location(name, "", 0);
            long size = (long) maxMetadataBytes + Integer.BYTES;
            if (ContainerDetection.detect(start, size, location) != IpcContainer.STREAM) {
                throw location.malformed(
                        "a file, not a stream: a file is read from an input that can go back");
            }
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), stream);
            opened = true;
            return new ForwardInput(whole, name);
        } finally {
            if (!opened) {
                stream.close();
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return UNKNOWN_SIZE;
    }

    @Override
    public int read(long from, ByteBuffer target) throws IOException {
        if (from < position) {
            throw new IOException(
                    name + ": a stream at " + position + " cannot go back to " + from);
        }
        while (position < from) {
            int skipped = stream.read(staging, 0, (int) Math.min(STEP, from - position));
            if (skipped < 0) {
                throw new IpcFormatException(
                        name
                                + ": the input ends at offset "
                                + position
                                + ", inside a message that reaches to "
                                + from);
            }
            position += skipped;
        }
        int read;
        if (target.hasArray()) {
            int start = target.arrayOffset() + target.position();
            read = stream.read(target.array(), start, target.remaining());
            if (read > 0) {
                target.position(target.position() + read);
            }
        } else {
            read = stream.read(staging, 0, Math.min(STEP, target.remaining()));
            if (read > 0) {
                target.put(staging, 0, read);
            }
        }
        position += Math.max(0, read);
        return read;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
