/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the files below the paths that a source reads. */
final class DataFiles {

    private DataFiles() {}

    /**
     * The files, smallest path first, each once. Directories are searched at any depth; what is
     * named with a leading {@code _} or {@code .} in them is never data.
     *
     * @throws FileNotFoundException if a path does not exist, or no file is found below it
     */
    static List<DataFile> below(List<Path> paths) throws IOException {
        List<DataFile> files = new ArrayList<>();
        for (Path path : paths) {
            int before = files.size();
            FileSystem fileSystem = path.getFileSystem();
            collect(fileSystem, status(fileSystem, path), files);
            if (files.size() == before) {
                throw new FileNotFoundException(
                        path
                                + ": the directory holds no data"
                                + " (names with a leading '_' or '.' are not data)");
            }
        }
        // A file that changes between two listings of overlapping paths is still one file.
        Map<String, DataFile> byPath = new TreeMap<>();
        files.forEach(file -> byPath.put(file.path().toString(), file));
        return List.copyOf(byPath.values());
    }

    private static FileStatus status(FileSystem fileSystem, Path path) throws IOException {
        try {
            return fileSystem.getFileStatus(path);
        } catch (FileNotFoundException e) {
            FileNotFoundException clear =
                    new FileNotFoundException(path + ": no such file or directory");
            clear.initCause(e);
            throw clear;
        }
    }

    private static void collect(FileSystem fileSystem, FileStatus status, List<DataFile> files)
            throws IOException {
        if (!status.isDir()) {
            files.add(DataFile.of(status));
            return;
        }
        FileStatus[] children = fileSystem.listStatus(status.getPath());
        if (children == null) {
            throw new IOException(status.getPath() + ": the directory cannot be listed");
        }
        for (FileStatus child : children) {
            if (isData(child.getPath().getName())) {
                collect(fileSystem, child, files);
            }
        }
    }

    private static boolean isData(String name) {
        return !name.startsWith("_") && !name.startsWith(".");
    }
}
