/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.store;

import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;

import java.net.URI;

/** Lets Flink find the store. */
public final class StoreFileSystemFactory implements FileSystemFactory {

    @Override
    public String getScheme() {
        return StoreFileSystem.SCHEME;
    }

    @Override
    public FileSystem create(URI uri) {
        return StoreFileSystem.INSTANCE;
    }
}
