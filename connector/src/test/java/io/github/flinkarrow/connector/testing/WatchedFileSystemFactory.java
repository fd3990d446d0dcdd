/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.testing;

import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;

import java.io.IOException;
import java.net.URI;

/** Lets Flink find the file systems that tests have created. */
public final class WatchedFileSystemFactory implements FileSystemFactory {

    @Override
    public String getScheme() {
        return WatchedFileSystem.SCHEME;
    }

    @Override
    public FileSystem create(URI uri) throws IOException {
        return WatchedFileSystem.of(uri);
    }
}
