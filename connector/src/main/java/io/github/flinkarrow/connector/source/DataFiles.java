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

    private static final int MOST_LISTINGS = 5;

    private static final FileStatus[] NOTHING = {};

    private DataFiles() {}

    /**
     * The files, smallest path first, each once. Directories are searched at any depth; what is
     * named with a leading {@code _} or {@code .} in them is never data.
     *
     * @throws FileNotFoundException if a path does not exist, or no file is found below it
     */
    static List<FileStatus> below(List<Path> paths) throws IOException {
        List<FileStatus> files = new ArrayList<>();
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
        return sorted(files);
    }

    /**
     * Those of the files that are there now, which may be none.
     *
     * @throws FileNotFoundException if a path does not exist
     */
    static List<FileStatus> presentBelow(List<Path> paths) throws IOException {
        List<FileStatus> files = new ArrayList<>();
        for (Path path : paths) {
            FileSystem fileSystem = path.getFileSystem();
            collect(fileSystem, status(fileSystem, path), files);
        }
        return sorted(files);
    }

    private static List<FileStatus> sorted(List<FileStatus> files) {
        // A file that changes between two listings of overlapping paths is still one file.
        Map<String, FileStatus> byPath = new TreeMap<>();
        files.forEach(file -> byPath.put(file.getPath().toString(), file));
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

    private static void collect(FileSystem fileSystem, FileStatus status, List<FileStatus> files)
            throws IOException {
        if (!status.isDir()) {
            files.add(status);
            return;
        }
        for (FileStatus child : list(fileSystem, status.getPath())) {
            if (isData(child.getPath().getName())) {
                collect(fileSystem, child, files);
            }
        }
    }

    /** What is in a directory; nothing if it is not there any more. */
    private static FileStatus[] list(FileSystem fileSystem, Path directory) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                FileStatus[] children = children(fileSystem, directory);
                if (children != null) {
                    return children;
                }
                if (fileSystem.exists(directory)) {
                    throw new IOException(directory + ": the directory cannot be listed");
                }
                return NOTHING;
            } catch (FileNotFoundException e) {
                // Some file systems stumble over a file that is renamed while they list.
                if (!fileSystem.exists(directory)) {
                    return NOTHING;
                }
                if (attempt == MOST_LISTINGS) {
                    throw e;
                }
            }
        }
    }

    private static FileStatus[] children(FileSystem fileSystem, Path directory) throws IOException {
        return LocalDirectory.isLocal(fileSystem)
                ? LocalDirectory.list(fileSystem, directory, DataFiles::isData).toArray(NOTHING)
                : fileSystem.listStatus(directory);
    }

    private static boolean isData(String name) {
        return !name.startsWith("_") && !name.startsWith(".");
    }
}
