/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.memory.MappedWindows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A local file in mapped memory. What reads small parts copies them from the file, so that a
 * truncated file is an {@link IOException} there.
 */
final class MappedFileInput implements SeekableInput {

    private final String name;
    private final FileChannel channel;
    private final MappedWindows windows;
    private final ReadAhead reads;

    private MappedFileInput(String name, FileChannel channel, MappedWindows windows) {
        this.name = name;
        this.channel = channel;
        this.windows = windows;
        this.reads = FileInput.readAhead(channel);
    }

    static MappedFileInput open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new MappedFileInput(
                    path.toString(), channel, new MappedWindows(channel, channel.size()));
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
        return windows.size();
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
        return reads.read(position, target);
    }

    @Override
    public ByteBuffer map(long position, int length) throws IOException {
        return windows.view(position, length);
    }

    /** Closes the file; views stay valid as long as they are referenced. */
    @Override
    public void close() throws IOException {
        reads.clear();
        channel.close();
    }
}
