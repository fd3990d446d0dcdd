/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.connector.source.LocalDirectory;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Symbolic links, which lead what is deleted out of a table. Only local file systems say where they
 * are.
 */
final class Links {

    private Links() {}

    static boolean isLink(Path path) throws IOException {
        return LocalDirectory.isLocal(path.getFileSystem())
                && Files.isSymbolicLink(LocalDirectory.local(path));
    }

    /**
     * @param descendant below the directory
     * @throws IOException if there is a link on the way from the directory to it; both may be links
     */
    static void requireNoneBetween(Path directory, Path descendant, String what)
            throws IOException {
        for (Path path = descendant.getParent();
                path != null && path.depth() > directory.depth();
                path = path.getParent()) {
            if (isLink(path)) {
                throw refused(path.toString(), what);
            }
        }
    }

    /**
     * @throws IOException if there is a link in a directory, at any depth
     */
    static void requireNoneBelow(Path directory, String what) throws IOException {
        if (!LocalDirectory.isLocal(directory.getFileSystem())) {
            return;
        }
        Files.walkFileTree(
                LocalDirectory.local(directory),
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(
                            java.nio.file.Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (attributes.isSymbolicLink()) {
                            throw refused(file.toString(), what);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(
                            java.nio.file.Path file, IOException failure) throws IOException {
                        if (failure instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw failure;
                    }
                });
    }

    private static IOException refused(String link, String what) {
        return new IOException(
                "%s: is a symbolic link, and %s would delete what it leads to: remove the link"
                        .formatted(link, what));
    }
}
