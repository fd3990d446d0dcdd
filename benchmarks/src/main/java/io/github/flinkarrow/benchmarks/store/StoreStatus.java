/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.store;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/** The status of a file of the store. */
record StoreStatus(FileStatus local, Path path) implements FileStatus {

    @Override
    public long getLen() {
        return local.getLen();
    }

    @Override
    public long getBlockSize() {
        return local.getBlockSize();
    }

    @Override
    public short getReplication() {
        return local.getReplication();
    }

    @Override
    public long getModificationTime() {
        return local.getModificationTime();
    }

    @Override
    public long getAccessTime() {
        return local.getAccessTime();
    }

    @Override
    public boolean isDir() {
        return local.isDir();
    }

    @Override
    public Path getPath() {
        return path;
    }
}
