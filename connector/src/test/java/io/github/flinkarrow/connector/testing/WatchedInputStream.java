/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.testing;

import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A file of a {@link WatchedFileSystem}, opened for reading. */
final class WatchedInputStream extends FSDataInputStream {

    private static final long MOST_SECONDS = 30;

    private final WatchedFileSystem fileSystem;
    private final Path path;
    private final FSDataInputStream stream;
    private boolean closed;

    /** Where the request ends that is under way; -1 before the first. */
    private long requestEnd = -1;

    WatchedInputStream(WatchedFileSystem fileSystem, Path path, FSDataInputStream stream) {
        this.fileSystem = fileSystem;
        this.path = path;
        this.stream = stream;
        fileSystem.accesses().open(path);
        fileSystem.accesses().openStream();
    }

    @Override
    public void seek(long position) throws IOException {
        stream.seek(position);
    }

    @Override
    public long getPos() throws IOException {
        return stream.getPos();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Faults faults = fileSystem.faults(path);
        await(faults.gate());
        long position = stream.getPos();
        if (length == 0) {
            return 0;
        }
        if (position >= faults.readErrorAt()) {
            throw new IOException("byte %d of %s cannot be read".formatted(position, path));
        }
        if (position >= faults.endsAt()) {
            return -1;
        }
        long most = Math.min(faults.readErrorAt(), faults.endsAt()) - position;
        most = Math.min(most, Math.min(length, faults.mostRead()));
        int read = stream.read(target, offset, (int) most);
        if (read > 0) {
            if (position != requestEnd) {
                fileSystem.accesses().request(path);
            }
            requestEnd = position + read;
            fileSystem.accesses().read(path, position, read);
        }
        return read;
    }

    private static void await(CountDownLatch gate) throws IOException {
        try {
            if (gate != null && !gate.await(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("nobody opened the gate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted at the gate", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            fileSystem.accesses().closeStream();
        }
        stream.close();
    }
}
