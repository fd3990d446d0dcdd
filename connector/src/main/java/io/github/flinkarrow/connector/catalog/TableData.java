/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.connector.source.FileHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;

/**
 * A file or directory that is a table.
 *
 * @param name of the table
 */
record TableData(String name, FileStatus status) {

    private static final Logger LOG = LoggerFactory.getLogger(TableData.class);

    /** So that a directory of very many other files costs no more than some. */
    private static final int MOST_FILES = 100;

    /** Null if there can be no table of it. */
    static TableData of(FileStatus status) {
        String fileName = status.getPath().getName();
        String name = status.isDir() ? TableName.ofDirectory(fileName) : TableName.ofFile(fileName);
        return name == null ? null : new TableData(name, status);
    }

    Path path() {
        return status.getPath();
    }

    /**
     * Whether there is Arrow data, by the first bytes of the file, or of one of the first files of
     * the directory. What cannot be read is taken for what its name says.
     */
    boolean isArrow() {
        try {
            return (status.isDir() && isCreated(path())) || firstArrow() != null;
        } catch (IOException | RuntimeException e) {
            LOG.warn("{}: is no table, as it cannot be listed", path(), e);
            return false;
        }
    }

    private static boolean isCreated(Path directory) throws IOException {
        for (FileStatus entry : DirectoryListing.of(directory)) {
            if (!entry.isDir() && entry.getPath().getName().equals(StoredTable.FILE)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The file, or of the first files of the directory the first that is Arrow; null if there is
     * none.
     *
     * @throws IOException if directories cannot be listed
     */
    FileStatus firstArrow() throws IOException {
        if (!status.isDir()) {
            return isArrow(status) ? status : null;
        }
        DataWalk files = new DataWalk(path());
        for (int i = 0; i < MOST_FILES; i++) {
            FileStatus file = files.next();
            if (file == null || isArrow(file)) {
                return file;
            }
        }
        return null;
    }

    private static boolean isArrow(FileStatus file) {
        try {
            return FileHead.isArrow(file);
        } catch (IOException e) {
            LOG.warn("{}: the file cannot be read", file.getPath(), e);
            return TableName.hasSuffix(file.getPath().getName());
        }
    }
}
