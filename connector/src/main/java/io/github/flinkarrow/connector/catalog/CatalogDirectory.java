/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.connector.file.table.FileSystemConnectorOptions;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.catalog.TableChange;
import org.apache.flink.table.factories.FactoryUtil;

import io.github.flinkarrow.connector.source.LocalDirectory;
import io.github.flinkarrow.connector.table.ArrowIpcFormatOptions;
import io.github.flinkarrow.connector.table.ArrowIpcTableFactory;
import io.github.flinkarrow.connector.types.ColumnPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
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
                warn(
                        "{}: no table can have the name of {}: rename it",
                        given,
                        ColumnPath.of(entry.getPath().getName()));
            } else {
                byName.computeIfAbsent(data.name(), name -> new ArrayList<>()).add(data);
            }
        }
        Set<TableData> withData =
                Probing.arrowAmong(byName.values().stream().flatMap(List::stream).toList());
        List<String> names = new ArrayList<>();
        byName.forEach(
                (name, clashing) -> {
                    List<Path> tables =
                            clashing.stream()
                                    .filter(withData::contains)
                                    .map(TableData::path)
                                    .sorted(Comparator.comparing(Path::getName))
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
            Path candidate = LocalDirectory.child(path, fileName);
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
        CatalogTable stored = null;
        if (data.status().isDir()
                && data.path().getFileSystem().exists(StoredTable.file(data.path()))) {
            stored = StoredTable.table(data.path());
            options.putAll(stored.getOptions());
        }
        options.put(FactoryUtil.CONNECTOR.key(), ArrowIpcTableFactory.IDENTIFIER);
        options.put(FileSystemConnectorOptions.PATH.key(), data.path().toString());
        return stored == null
                ? InferredTable.of(data, options, ArrowIpcFormatOptions.readOptions(options))
                : stored.copy(options);
    }

    /**
     * Makes a table.
     *
     * @param name of no table
     * @return whether it was made, and not by someone else at the same time
     */
    boolean create(String name, CatalogBaseTable table) throws IOException {
        requireValid(name);
        return CreatedTable.create(path(), name, TableDefinition.checked(table, defaults));
    }

    /** Changes what CREATE TABLE has said of a table. */
    void alter(TableData data, CatalogBaseTable table, List<TableChange> changes)
            throws IOException {
        CreatedTable created = CreatedTable.of(data, "ALTER TABLE");
        TableDefinition.requireSound(changes);
        created.define(TableDefinition.checked(declared(table, data), defaults));
    }

    /** Without what {@link #table} has added. */
    private CatalogBaseTable declared(CatalogBaseTable table, TableData data) throws IOException {
        if (!(table instanceof ResolvedCatalogTable resolved)) {
            return table;
        }
        Map<String, String> before = table(data).getOptions();
        Map<String, String> stored = StoredTable.table(data.path()).getOptions();
        Map<String, String> options = new HashMap<>(resolved.getOptions());
        before.forEach(
                (key, value) -> {
                    if (!stored.containsKey(key)) {
                        options.remove(key, value);
                    }
                });
        return resolved.copy(options);
    }

    void rename(TableData data, String name) throws IOException {
        requireValid(name);
        CreatedTable.of(data, "ALTER TABLE").rename(name);
    }

    private static void requireValid(String name) {
        if (TableName.ofDirectory(name) == null) {
            throw new ValidationException(
                    "There can be no table of the name '%s': it is the name of a directory that holds data, which has no '/', '\\' or '=', and does not begin with '_' or '.'"
                            .formatted(name));
        }
    }

    /** Once, as the directory is looked at again and again. */
    private void warn(String format, Object... arguments) {
        if (warnings.add(format + List.of(arguments))) {
            LOG.warn(format, arguments);
        }
    }
}
