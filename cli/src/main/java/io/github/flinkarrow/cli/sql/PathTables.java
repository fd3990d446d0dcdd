/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.sql;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.api.TableDescriptor;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.catalog.CatalogDescriptor;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.CommonCatalogOptions;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.CatalogException;
import org.apache.flink.table.catalog.exceptions.DatabaseNotExistException;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;
import org.apache.flink.table.utils.EncodingUtils;

import io.github.flinkarrow.cli.Printable;
import io.github.flinkarrow.connector.catalog.ArrowIpcCatalogFactory;
import io.github.flinkarrow.connector.catalog.ArrowIpcCatalogOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Makes the tables of several paths those of one session. The first directory is the catalog that
 * is used, in which tables are created too; everything else is a temporary table in it.
 */
final class PathTables {

    private static final Logger LOG = LoggerFactory.getLogger(PathTables.class);
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");
    private static final String CATALOG = "files";

    private final TableEnvironment session;
    private final boolean several;
    private final Map<String, Path> owners = new HashMap<>();
    private int catalogs;

    private PathTables(TableEnvironment session, boolean several) {
        this.session = session;
        this.several = several;
    }

    /**
     * @param paths of files and directories, as a user writes them
     * @throws IOException if one is not there or is no Arrow file, or two have a table of one name
     */
    static void add(List<String> paths, TableEnvironment session) throws IOException {
        PathTables tables = new PathTables(session, paths.size() > 1);
        Map<Path, Boolean> directories = new HashMap<>();
        List<Path> all = paths.stream().map(PathTables::path).toList();
        for (Path path : all) {
            directories.put(path, isDirectory(path));
        }
        // First of all, as temporary tables belong to the catalog that is used.
        for (Path path : all) {
            if (directories.get(path)) {
                tables.addDirectory(path);
            }
        }
        for (Path path : all) {
            if (!directories.get(path)) {
                tables.addFile(FileTable.of(path));
            }
        }
    }

    private static Path path(String path) {
        return SCHEME.matcher(path).matches()
                ? new Path(path)
                : Path.fromLocalFile(new File(path).toPath().toAbsolutePath().normalize().toFile());
    }

    private static boolean isDirectory(Path path) throws IOException {
        try {
            return path.getFileSystem().getFileStatus(path).isDir();
        } catch (FileNotFoundException e) {
            throw new IOException(name(path) + ": no such file or directory", e);
        }
    }

    /** As it is printed. */
    private static String name(Path path) {
        return Printable.text(
                "file".equals(path.toUri().getScheme()) ? path.getPath() : path.toString());
    }

    private void addFile(FileTable file) throws IOException {
        claim(file.name(), file.path());
        addTemporary(file.name(), file.descriptor());
    }

    private void addDirectory(Path directory) throws IOException {
        catalogs++;
        String name = catalogs == 1 ? CATALOG : CATALOG + catalogs;
        Configuration options = new Configuration();
        options.set(CommonCatalogOptions.CATALOG_TYPE, ArrowIpcCatalogFactory.IDENTIFIER);
        options.set(ArrowIpcCatalogOptions.PATH, directory.toString());
        session.createCatalog(name, CatalogDescriptor.of(name, options));
        if (catalogs == 1) {
            session.useCatalog(name);
        }
        if (several) {
            addTables(directory, session.getCatalog(name).orElseThrow(), catalogs > 1);
        }
    }

    private void addTables(Path directory, Catalog catalog, boolean temporary) throws IOException {
        String database = catalog.getDefaultDatabase();
        try {
            for (String table : catalog.listTables(database)) {
                claim(table, directory);
                if (temporary) {
                    addTable(catalog, new ObjectPath(database, table));
                }
            }
        } catch (DatabaseNotExistException e) {
            throw new TableException(directory + ": the directory is gone", e);
        }
    }

    /** A table that cannot be read does not hide the others. */
    private void addTable(Catalog catalog, ObjectPath table) {
        try {
            addTemporary(table.getObjectName(), descriptor((CatalogTable) catalog.getTable(table)));
        } catch (TableNotExistException | CatalogException e) {
            LOG.warn("{}", Printable.text(e.getMessage()));
        }
    }

    private static TableDescriptor descriptor(CatalogTable table) {
        Map<String, String> options = new HashMap<>(table.getOptions());
        TableDescriptor.Builder builder =
                TableDescriptor.forConnector(options.remove("connector"))
                        .schema(table.getUnresolvedSchema())
                        .comment(table.getComment());
        if (!table.getPartitionKeys().isEmpty()) {
            builder.partitionedBy(table.getPartitionKeys().toArray(String[]::new));
        }
        options.forEach(builder::option);
        return builder.build();
    }

    private void addTemporary(String name, TableDescriptor table) {
        session.createTemporaryTable(EncodingUtils.escapeIdentifier(name), table);
    }

    private void claim(String table, Path path) throws IOException {
        Path other = owners.putIfAbsent(table, path);
        if (other != null) {
            throw new IOException(
                    "the table '%s' is in %s and in %s: rename one, or leave it out"
                            .formatted(Printable.name(table), name(other), name(path)));
        }
    }
}
