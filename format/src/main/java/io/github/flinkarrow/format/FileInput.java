/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A local file, read at positions. */
final class FileInput implements SeekableInput {

    /** The JDK reads into heap memory through direct memory of the size that is asked for. */
    static final int HEAP_STEP = 1 << 20;

    private final String name;
    private final FileChannel channel;
    private final long size;
    private final ReadAhead reads;

    private FileInput(String name, FileChannel channel, long size) {
        this.name = name;
        this.channel = channel;
        this.size = size;
        this.reads = readAhead(channel);
    }

    static FileInput open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new FileInput(path.toString(), channel, channel.size());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
        return reads.read(position, target);
    }

    static ReadAhead readAhead(FileChannel channel) {
        return new ReadAhead((position, target) -> read(channel, position, target));
    }

    /** Reads as much as is asked for, or as a step has. */
    private static int read(FileChannel channel, long position, ByteBuffer target)
            throws IOException {
        if (target.isDirect() || target.remaining() <= HEAP_STEP) {
            return channel.read(target, position);
        }
        int read = channel.read(target.slice(target.position(), HEAP_STEP), position);
        target.position(target.position() + Math.max(0, read));
        return read;
    }

    @Override
    public void close() throws IOException {
        reads.clear();
        channel.close();
    }
}
