/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.format.SeekableInput;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A file of any of Flink's file systems, read through its stream. */
final class FlinkFileInput implements SeekableInput {

    /** Stores answer each read with a request of its own, unless they guess what comes next. */
    private static final int STAGING_BYTES = 1 << 20;

    private final String name;
    private final long size;
    private final FSDataInputStream stream;
    private byte[] staging = {};

    private FlinkFileInput(String name, long size, FSDataInputStream stream) {
        this.name = name;
        this.size = size;
        this.stream = stream;
    }

    /**
     * @param size the length of the file now
     */
    static FlinkFileInput open(FileSystem fileSystem, Path path, long size) throws IOException {
        return new FlinkFileInput(path.toString(), size, fileSystem.open(path));
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
        try {
            if (stream.getPos() != position) {
                stream.seek(position);
            }
            return read(target);
        } catch (IOException e) {
            throw new IOException(
                    "%s: cannot read %d bytes at offset %d: %s"
                            .formatted(name, target.remaining(), position, e.getMessage()),
                    e);
        }
    }

    private int read(ByteBuffer target) throws IOException {
        if (target.hasArray()) {
            int start = target.arrayOffset() + target.position();
            int count = stream.read(target.array(), start, target.remaining());
            if (count > 0) {
                target.position(target.position() + count);
            }
            return count;
        }
        int most = Math.min(STAGING_BYTES, target.remaining());
        if (staging.length < most) {
            staging = new byte[most];
        }
        int count = stream.read(staging, 0, most);
        if (count > 0) {
            target.put(staging, 0, count);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
