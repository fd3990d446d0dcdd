/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.store;

import org.apache.flink.core.fs.BlockLocation;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableWriter;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Local files for reading, under a scheme of their own, with the delays of an object store. */
public final class StoreFileSystem extends FileSystem {

    static final String SCHEME = "store";
    static final StoreFileSystem INSTANCE = new StoreFileSystem();

    private final FileSystem local = FileSystem.getLocalFileSystem();
    private final StoreRequests requests = new StoreRequests();

    private StoreFileSystem() {}

    /** What the store of this process is asked for. */
    public static StoreRequests requests() {
        return INSTANCE.requests;
    }

    /** What a local file or directory is called in the store. */
    public static Path path(java.nio.file.Path file) {
        return here(new Path(file.toUri()));
    }

    private static Path here(Path path) {
        return new Path(SCHEME, null, path.toUri().getPath());
    }

    private static Path there(Path path) {
        return new Path("file", null, path.toUri().getPath());
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
        return new StoreInputStream(local.open(there(path)), requests);
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        return open(path);
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        requests.status();
        return new StoreStatus(local.getFileStatus(there(path)), here(path));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        requests.status();
        FileStatus[] found = local.listStatus(there(path));
        FileStatus[] statuses = new FileStatus[found.length];
        for (int i = 0; i < found.length; i++) {
            statuses[i] = new StoreStatus(found[i], here(found[i].getPath()));
        }
        return statuses;
    }

    @Override
    public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long length) {
        return new BlockLocation[0];
    }

    @Override
    public boolean isDistributedFS() {
        return true;
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public Path getWorkingDirectory() {
        return new Path(getUri());
    }

    @Override
    public Path getHomeDirectory() {
        return new Path(getUri());
    }

    @Override
    public FSDataOutputStream create(Path path, WriteMode mode) {
        throw readOnly();
    }

    @Override
    public RecoverableWriter createRecoverableWriter(Map<String, String> configuration) {
        throw readOnly();
    }

    @Override
    public boolean delete(Path path, boolean recursive) {
        throw readOnly();
    }

    @Override
    public boolean mkdirs(Path path) {
        throw readOnly();
    }

    @Override
    public boolean rename(Path from, Path to) {
        throw readOnly();
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("the store is only read");
    }
}
