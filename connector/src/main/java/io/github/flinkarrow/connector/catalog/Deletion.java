/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.connector.source.LocalDirectory;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Deletes directories, and nothing that links in them lead to. */
final class Deletion {

    private Deletion() {}

    /**
     * Deletes a directory and what is in it.
     *
     * @param last what is deleted only when all else is, so that deleting can be tried again; may
     *     be null
     */
    static void of(Path directory, Path last) throws IOException {
        FileSystem fileSystem = directory.getFileSystem();
        if (LocalDirectory.isLocal(fileSystem)) {
            java.nio.file.Path root = LocalDirectory.local(directory);
            deleteLocal(root, last == null ? null : LocalDirectory.local(last));
            if (last != null) {
                Files.deleteIfExists(LocalDirectory.local(last));
            }
            Files.deleteIfExists(root);
            return;
        }
        FileStatus[] children = fileSystem.listStatus(directory);
        for (FileStatus child : children == null ? new FileStatus[0] : children) {
            if (last == null || !child.getPath().getName().equals(last.getName())) {
                delete(fileSystem, child.getPath());
            }
        }
        delete(fileSystem, directory);
    }

    private static void delete(FileSystem fileSystem, Path path) throws IOException {
        if (!fileSystem.delete(path, true) && fileSystem.exists(path)) {
            throw new IOException(path + ": cannot be deleted");
        }
    }

    private static void deleteLocal(java.nio.file.Path root, java.nio.file.Path last)
            throws IOException {
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(
                            java.nio.file.Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (!file.equals(last)) {
                            Files.deleteIfExists(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            java.nio.file.Path directory, IOException failure) throws IOException {
                        if (failure != null) {
                            throw failure;
                        } else if (!directory.equals(root)) {
                            Files.deleteIfExists(directory);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
