/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.testing;

import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter;

import java.io.IOException;

/** A file of a {@link WatchedFileSystem}, opened for writing. */
final class WatchedOutputStream extends RecoverableFsDataOutputStream {

    private final WatchedFileSystem fileSystem;
    private final Path path;
    private final FSDataOutputStream stream;
    private boolean closed;

    /**
     * @param stream a {@link RecoverableFsDataOutputStream} if it is to be persisted or committed
     */
    WatchedOutputStream(WatchedFileSystem fileSystem, Path path, FSDataOutputStream stream) {
        this.fileSystem = fileSystem;
        this.path = path;
        this.stream = stream;
        fileSystem.accesses().openStream();
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        long position = stream.getPos();
        long room = fileSystem.faults(path).noSpaceAt() - position;
        int written = (int) Math.max(0, Math.min(length, room));
        stream.write(bytes, offset, written);
        fileSystem.accesses().write(path, position, written);
        if (written < length) {
            throw new IOException("No space left on device: " + path);
        }
    }

    @Override
    public long getPos() throws IOException {
        return stream.getPos();
    }

    @Override
    public void flush() throws IOException {
        stream.flush();
    }

    @Override
    public void sync() throws IOException {
        stream.sync();
    }

    @Override
    public RecoverableWriter.ResumeRecoverable persist() throws IOException {
        return ((RecoverableFsDataOutputStream) stream).persist();
    }

    @Override
    public Committer closeForCommit() throws IOException {
        Committer committer = ((RecoverableFsDataOutputStream) stream).closeForCommit();
        markClosed();
        return committer;
    }

    @Override
    public void close() throws IOException {
        markClosed();
        stream.close();
    }

    private void markClosed() {
        if (!closed) {
            closed = true;
            fileSystem.accesses().closeStream();
        }
    }
}
