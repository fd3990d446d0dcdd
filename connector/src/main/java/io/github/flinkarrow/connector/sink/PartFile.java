/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.format.SeekableInput;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A file that a sink has written, on any of Flink's file systems. */
final class PartFile implements SeekableInput {

    private static final int STAGING_BYTES = 64 << 10;

    private final Path path;
    private final long size;
    private final FSDataInputStream stream;
    private byte[] staging = new byte[0];

    private PartFile(Path path, long size, FSDataInputStream stream) {
        this.path = path;
        this.size = size;
        this.stream = stream;
    }

    static PartFile open(Path path) throws IOException {
        FileSystem fileSystem = path.getFileSystem();
        return new PartFile(path, fileSystem.getFileStatus(path).getLen(), fileSystem.open(path));
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
        if (stream.getPos() != position) {
            stream.seek(position);
        }
        if (target.hasArray()) {
            int start = target.arrayOffset() + target.position();
            int count = stream.read(target.array(), start, target.remaining());
            target.position(target.position() + Math.max(0, count));
            return count;
        }
        if (staging.length == 0) {
            staging = new byte[STAGING_BYTES];
        }
        int count = stream.read(staging, 0, Math.min(staging.length, target.remaining()));
        target.put(staging, 0, Math.max(0, count));
        return count;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
