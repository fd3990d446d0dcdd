/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.connector.file.table.FileSystemConnectorOptions;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.factories.FactoryUtil;

import io.github.flinkarrow.connector.table.ArrowIpcFormatOptions;
import io.github.flinkarrow.connector.table.ArrowIpcTableFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A directory whose files and directories are tables. Keeps nothing: it is looked at each time. */
final class CatalogDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogDirectory.class);

    private final Path given;
    private final Map<String, String> defaults;
    private final Set<String> warnings = ConcurrentHashMap.newKeySet();

    /**
     * @param defaults of the options of the format, with their prefix
     */
    CatalogDirectory(Path path, Map<String, String> defaults) {
        this.given = path;
        this.defaults = Map.copyOf(defaults);
    }

    private Path path() throws IOException {
        return given.makeQualified(given.getFileSystem());
    }

    /**
     * @throws IOException if it is no directory
     */
    void requireExists() throws IOException {
        try {
            if (!given.getFileSystem().getFileStatus(given).isDir()) {
                throw new IOException(
                        given + ": is a file: give the directory that it is in as the 'path'");
            }
        } catch (FileNotFoundException e) {
            throw new IOException(given + ": no such directory: create it, or correct 'path'", e);
        }
    }

    /** The names of all tables, sorted. */
    List<String> tableNames() throws IOException {
        Map<String, List<TableData>> byName = new TreeMap<>();
        for (FileStatus entry : DirectoryListing.of(path())) {
            if (!TableName.isData(entry.getPath().getName())) {
                continue;
            }
            TableData data = TableData.of(entry);
            if (data == null) {
                warn("{}: no table can have its name: rename it", entry.getPath());
            } else {
                byName.computeIfAbsent(data.name(), name -> new ArrayList<>()).add(data);
            }
        }
        List<String> names = new ArrayList<>();
        byName.forEach(
                (name, clashing) -> {
                    List<Path> tables =
                            clashing.stream()
                                    .filter(TableData::isArrow)
                                    .map(TableData::path)
                                    .toList();
                    if (!tables.isEmpty()) {
                        names.add(name);
                    }
                    if (tables.size() > 1) {
                        warn(
                                "{}: is the table of its name, which hides {}",
                                tables.get(0),
                                tables.subList(1, tables.size()));
                    }
                });
        return names;
    }

    /** What a table's name stands for, or null if there is no such table. */
    TableData find(String name) throws IOException {
        if (!TableName.isValid(name)) {
            return null;
        }
        Path path = path();
        FileSystem fileSystem = path.getFileSystem();
        for (String fileName : TableName.fileNames(name)) {
            Path candidate = DirectoryListing.child(path, fileName);
            try {
                TableData data = TableData.of(fileSystem.getFileStatus(candidate));
                if (data != null && data.name().equals(name) && data.isArrow()) {
                    return data;
                }
            } catch (FileNotFoundException e) {
                LOG.debug("{}: no such file", candidate);
            }
        }
        return null;
    }

    /**
     * The table, or null if it is gone.
     *
     * @throws IOException if its schema cannot be read
     */
    CatalogTable table(TableData data) throws IOException {
        Map<String, String> options = new HashMap<>(defaults);
        options.put(FactoryUtil.CONNECTOR.key(), ArrowIpcTableFactory.IDENTIFIER);
        options.put(FileSystemConnectorOptions.PATH.key(), data.path().toString());
        return InferredTable.of(data, options, ArrowIpcFormatOptions.readOptions(options));
    }

    /** Once, as the directory is looked at again and again. */
    private void warn(String format, Object... arguments) {
        if (warnings.add(format + List.of(arguments))) {
            LOG.warn(format, arguments);
        }
    }
}
