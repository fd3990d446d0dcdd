/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.testing;

import org.apache.flink.core.fs.BlockLocation;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableWriter;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Local files under a scheme of their own: what is read and written of them is recorded, and what
 * can go wrong with them goes wrong when it is asked for.
 *
 * <p>{@link #create} makes a file system that no other test knows; its {@link #path} of a local
 * file is what sources, sinks and tables are given. Flink finds it through {@link
 * WatchedFileSystemFactory}.
 */
public final class WatchedFileSystem extends FileSystem {

    static final String SCHEME = "watched";

    private static final Map<String, WatchedFileSystem> BY_AUTHORITY = new ConcurrentHashMap<>();
    private static final AtomicInteger CREATED = new AtomicInteger();

    private final FileSystem local = FileSystem.getLocalFileSystem();
    private final String authority;
    private final FileAccesses accesses = new FileAccesses();
    private volatile Faults faults = Faults.NONE;
    private volatile long blockBytes = Long.MAX_VALUE;
    private volatile List<String> hosts = List.of();

    private WatchedFileSystem(String authority) {
        this.authority = authority;
    }

    /** A file system without faults. */
    public static WatchedFileSystem create() {
        WatchedFileSystem created = new WatchedFileSystem("fs" + CREATED.incrementAndGet());
        BY_AUTHORITY.put(created.authority, created);
        return created;
    }

    static WatchedFileSystem of(URI uri) throws IOException {
        WatchedFileSystem found = BY_AUTHORITY.get(String.valueOf(uri.getAuthority()));
        if (found == null) {
            throw new IOException("no file system was created for " + uri);
        }
        return found;
    }

    /** What a local file or directory is called here. */
    public Path path(java.nio.file.Path file) {
        return new Path(SCHEME, authority, new Path(file.toUri()).getPath());
    }

    /** What a path of this is called locally. */
    public java.nio.file.Path local(Path path) {
        return new File(path.getPath()).toPath();
    }

    /** What was done with files. */
    public FileAccesses accesses() {
        return accesses;
    }

    /** From now on, also for files that are open. */
    public void setFaults(Faults other) {
        faults = other;
    }

    /**
     * Says where the blocks of files are.
     *
     * @param bytes of a block
     * @param hostOfEach of the blocks in turn, from the first again when they are used up
     */
    public void setBlocks(long bytes, String... hostOfEach) {
        hosts = List.of(hostOfEach);
        blockBytes = bytes;
    }

    Faults faults(Path path) {
        Faults all = faults;
        return all.files().test(path) ? all : Faults.NONE;
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
        Faults now = faults(path);
        now.onOpen().run(local(path));
        if (now.deniedOpen()) {
            throw new AccessDeniedException(path.toString());
        }
        return new WatchedInputStream(this, path, local.open(localPath(path)));
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        return open(path);
    }

    @Override
    public FSDataOutputStream create(Path path, WriteMode mode) throws IOException {
        requireWritable(path);
        return new WatchedOutputStream(this, path, local.create(localPath(path), mode));
    }

    @Override
    public RecoverableWriter createRecoverableWriter() throws IOException {
        return new WatchedRecoverableWriter(this, local.createRecoverableWriter());
    }

    @Override
    public RecoverableWriter createRecoverableWriter(Map<String, String> conf) throws IOException {
        return createRecoverableWriter();
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        accesses.status(path);
        return here(local.getFileStatus(localPath(path)));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        FileStatus[] found = local.listStatus(localPath(path));
        if (found == null) {
            return null;
        }
        FileStatus[] statuses = new FileStatus[found.length];
        for (int i = 0; i < found.length; i++) {
            statuses[i] = here(found[i]);
        }
        return statuses;
    }

    @Override
    public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long length) {
        return WatchedBlock.of(file.getLen(), blockBytes, hosts, start, length);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        requireWritable(path);
        return local.delete(localPath(path), recursive);
    }

    @Override
    public boolean mkdirs(Path path) throws IOException {
        requireWritable(path);
        return local.mkdirs(localPath(path));
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        requireWritable(from);
        requireWritable(to);
        return local.rename(localPath(from), localPath(to));
    }

    @Override
    public boolean isDistributedFS() {
        return true;
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + "://" + authority + "/");
    }

    @Override
    public Path getWorkingDirectory() {
        return new Path(getUri());
    }

    @Override
    public Path getHomeDirectory() {
        return new Path(getUri());
    }

    void requireWritable(Path path) throws IOException {
        if (faults(path).deniedCreate()) {
            throw new AccessDeniedException(path.toString());
        }
    }

    Path localPath(Path path) {
        return new Path(local(path).toUri());
    }

    private FileStatus here(FileStatus found) {
        return new WatchedStatus(
                path(new File(found.getPath().getPath()).toPath()),
                found.getLen(),
                found.getModificationTime(),
                found.isDir());
    }
}
