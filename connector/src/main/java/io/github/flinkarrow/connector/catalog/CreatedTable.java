/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.catalog.ResolvedCatalogTable;

import io.github.flinkarrow.connector.source.LocalDirectory;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.UUID;

/**
 * A directory that CREATE TABLE has made.
 *
 * @param path of the directory
 */
record CreatedTable(Path path) {

    /**
     * The directory of a table.
     *
     * @throws IOException if CREATE TABLE has not made it; the message says what may not be done
     */
    static CreatedTable of(TableData data, String what) throws IOException {
        return at(data.path(), what);
    }

    /**
     * The table in a directory.
     *
     * @throws IOException if CREATE TABLE has not made it; the message says what may not be done
     */
    static CreatedTable at(Path directory, String what) throws IOException {
        Path definition = StoredTable.file(directory);
        boolean isMade =
                !Links.isLink(directory)
                        && !Links.isLink(definition)
                        && isFile(directory.getFileSystem(), definition);
        if (!isMade) {
            throw new IOException(
                    "%s: %s is only for tables that CREATE TABLE has made, whose directories have a file %s: change the files themselves"
                            .formatted(directory, what, StoredTable.FILE));
        }
        return new CreatedTable(directory);
    }

    private static boolean isFile(FileSystem fileSystem, Path path) throws IOException {
        try {
            return !fileSystem.getFileStatus(path).isDir();
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    /**
     * Makes the directory of a table, all at once: it is there with its definition, or not.
     *
     * @param name of the table, which is valid
     * @return whether the table was made, and not by someone else at the same time
     * @throws IOException if it cannot be made, as where something else has the name
     */
    static boolean create(Path catalog, String name, ResolvedCatalogTable table)
            throws IOException {
        FileSystem fileSystem = catalog.getFileSystem();
        Path target = LocalDirectory.child(catalog, name);
        String id = UUID.randomUUID().toString();
        Path made = LocalDirectory.child(catalog, "_new-" + id);
        try {
            fileSystem.mkdirs(made);
            StoredTable.write(StoredTable.file(made), table, id);
            clear(fileSystem, target);
            move(fileSystem, made, target);
            return StoredTable.id(target).equals(id);
        } finally {
            // There still, or where a file system takes the target for where to put it.
            discard(fileSystem, made);
            discard(fileSystem, LocalDirectory.child(target, made.getName()));
        }
    }

    /** Unless somebody else has made a table there: some file systems say no, others throw. */
    private static void move(FileSystem fileSystem, Path made, Path target) throws IOException {
        IOException cause = null;
        try {
            if (fileSystem.rename(made, target)) {
                return;
            }
        } catch (IOException e) {
            cause = e;
        }
        if (!isTable(fileSystem, target)) {
            throw new IOException(
                    "%s: the directory cannot be made: renaming %s failed".formatted(target, made),
                    cause);
        }
    }

    private static void discard(FileSystem fileSystem, Path made) throws IOException {
        if (fileSystem.exists(made)) {
            Deletion.of(made, null);
        }
    }

    private static boolean isTable(FileSystem fileSystem, Path directory) throws IOException {
        return fileSystem.exists(StoredTable.file(directory));
    }

    /** An empty directory gives way to a table; nothing else does. */
    private static void clear(FileSystem fileSystem, Path target) throws IOException {
        FileStatus status;
        try {
            status = fileSystem.getFileStatus(target);
        } catch (FileNotFoundException e) {
            return;
        }
        if (!status.isDir() || Links.isLink(target)) {
            throw new IOException(
                    target
                            + ": there is a file of the table's name that is no table: choose another name");
        }
        if (isTable(fileSystem, target)) {
            return;
        }
        if (!DirectoryListing.isEmpty(target)) {
            throw new IOException(
                    target
                            + ": there is a directory of the table's name that is no table and not empty: choose another name");
        }
        fileSystem.delete(target, false);
    }

    /** Replaces the definition, all at once. */
    void define(ResolvedCatalogTable table) throws IOException {
        FileSystem fileSystem = path.getFileSystem();
        String id = StoredTable.id(path);
        Path file = StoredTable.file(path);
        Path changed = LocalDirectory.child(path, "_new-" + UUID.randomUUID());
        try {
            StoredTable.write(changed, table, id);
            if (!fileSystem.rename(changed, file)) {
                throw new IOException(
                        file + ": the file system replaces no files: the table cannot be altered");
            }
        } finally {
            if (fileSystem.exists(changed)) {
                fileSystem.delete(changed, false);
            }
        }
    }

    /**
     * Gives the table another name, which is valid.
     *
     * @throws IOException if something has the name
     */
    void rename(String name) throws IOException {
        FileSystem fileSystem = path.getFileSystem();
        Path target = LocalDirectory.child(path.getParent(), name);
        clear(fileSystem, target);
        if (isTable(fileSystem, target) || !fileSystem.rename(path, target)) {
            throw new IOException(
                    "%s: the directory cannot be renamed to %s".formatted(path, target));
        }
    }

    /**
     * Deletes the table, its definition last.
     *
     * @throws IOException if there are files in it that dropping does not delete
     */
    void drop(Dropping dropping) throws IOException {
        if (dropping == Dropping.REFUSED && EmptyTable.is(path)) {
            EmptyTable.delete(path);
            return;
        }
        dropping.requireDeletion("DROP TABLE", path);
        Deletion.of(path, StoredTable.file(path));
    }
}
