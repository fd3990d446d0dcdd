/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.CatalogPartition;
import org.apache.flink.table.catalog.CatalogPartitionImpl;
import org.apache.flink.table.catalog.CatalogPartitionSpec;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.TableChange;
import org.apache.flink.table.catalog.exceptions.CatalogException;
import org.apache.flink.table.catalog.exceptions.DatabaseNotExistException;
import org.apache.flink.table.catalog.exceptions.PartitionNotExistException;
import org.apache.flink.table.catalog.exceptions.PartitionSpecInvalidException;
import org.apache.flink.table.catalog.exceptions.TableAlreadyExistException;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;
import org.apache.flink.table.catalog.exceptions.TableNotPartitionedException;
import org.apache.flink.table.factories.Factory;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files and directories with Arrow data in a directory, as tables: {@code CREATE CATALOG c WITH
 * ('type' = 'arrow-ipc', 'path' = '…')}.
 */
@PublicEvolving
public final class ArrowIpcCatalog extends OneDatabaseCatalog {

    private final CatalogDirectory directory;
    private final Dropping dropping;

    ArrowIpcCatalog(String name, String database, CatalogDirectory directory, Dropping dropping) {
        super(name, database);
        this.directory = directory;
        this.dropping = dropping;
    }

    @Override
    public Optional<Factory> getFactory() {
        return Optional.of(new CatalogTableFactory());
    }

    @Override
    public void open() {
        try {
            directory.requireExists();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void close() {}

    private CatalogException failure(IOException e) {
        return new CatalogException("The catalog '%s': %s".formatted(getName(), e.getMessage()), e);
    }

    private CatalogException failure(ObjectPath table, IOException e) {
        return new CatalogException(
                "The table %s of the catalog '%s': %s".formatted(table, getName(), e.getMessage()),
                e);
    }

    @Override
    public List<String> listTables(String database) throws DatabaseNotExistException {
        requireDatabase(database);
        try {
            return directory.tableNames();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public CatalogBaseTable getTable(ObjectPath table) throws TableNotExistException {
        try {
            TableData data = find(table);
            CatalogTable found = data == null ? null : directory.table(data);
            if (found == null) {
                throw new TableNotExistException(getName(), table);
            }
            return found;
        } catch (IOException e) {
            throw failure(table, e);
        }
    }

    @Override
    public boolean tableExists(ObjectPath table) {
        try {
            return find(table) != null;
        } catch (IOException e) {
            throw failure(table, e);
        }
    }

    private TableData find(ObjectPath table) throws IOException {
        return databaseExists(table.getDatabaseName())
                ? directory.find(table.getObjectName())
                : null;
    }

    @Override
    public void createTable(ObjectPath path, CatalogBaseTable table, boolean ignoreIfExists)
            throws TableAlreadyExistException, DatabaseNotExistException {
        requireDatabase(path.getDatabaseName());
        try {
            boolean created = find(path) == null && directory.create(path.getObjectName(), table);
            if (!created && !ignoreIfExists) {
                throw new TableAlreadyExistException(getName(), path);
            }
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    @Override
    public void dropTable(ObjectPath table, boolean ignoreIfNotExists)
            throws TableNotExistException {
        try {
            TableData data = findUnless(ignoreIfNotExists, table);
            if (data != null) {
                CreatedTable.of(data, "DROP TABLE").drop(dropping);
            }
        } catch (IOException e) {
            throw failure(table, e);
        }
    }

    @Override
    public void renameTable(ObjectPath table, String newName, boolean ignoreIfNotExists)
            throws TableNotExistException, TableAlreadyExistException {
        ObjectPath renamed = new ObjectPath(table.getDatabaseName(), newName);
        try {
            TableData data = findUnless(ignoreIfNotExists, table);
            if (data != null) {
                if (find(renamed) != null) {
                    throw new TableAlreadyExistException(getName(), renamed);
                }
                directory.rename(data, newName);
            }
        } catch (IOException e) {
            throw failure(table, e);
        }
    }

    @Override
    public void alterTable(ObjectPath path, CatalogBaseTable table, boolean ignoreIfNotExists) {
        throw unsupported("tables that can be altered without saying what changes");
    }

    @Override
    public void alterTable(
            ObjectPath path,
            CatalogBaseTable table,
            List<TableChange> changes,
            boolean ignoreIfNotExists)
            throws TableNotExistException {
        try {
            TableData data = findUnless(ignoreIfNotExists, path);
            if (data != null) {
                directory.alter(data, table, changes);
            }
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /** Null for a table that need not exist. */
    private TableData findUnless(boolean ignoreIfNotExists, ObjectPath table)
            throws IOException, TableNotExistException {
        TableData data = find(table);
        if (data == null && !ignoreIfNotExists) {
            throw new TableNotExistException(getName(), table);
        }
        return data;
    }

    @Override
    public List<CatalogPartitionSpec> listPartitions(ObjectPath table)
            throws TableNotExistException, TableNotPartitionedException {
        try {
            return partitions(table).with(Map.of());
        } catch (IOException e) {
            throw failure(table, e);
        }
    }

    @Override
    public List<CatalogPartitionSpec> listPartitions(ObjectPath table, CatalogPartitionSpec partial)
            throws TableNotExistException,
                    TableNotPartitionedException,
                    PartitionSpecInvalidException {
        try {
            TablePartitions partitions = partitions(table);
            if (!partitions.keys().containsAll(partial.getPartitionSpec().keySet())) {
                throw new PartitionSpecInvalidException(
                        getName(), partitions.keys(), table, partial);
            }
            return partitions.with(partial.getPartitionSpec());
        } catch (IOException e) {
            throw failure(table, e);
        }
    }

    private TablePartitions partitions(ObjectPath table)
            throws TableNotExistException, TableNotPartitionedException {
        TablePartitions partitions = TablePartitions.of((CatalogTable) getTable(table));
        if (partitions.keys().isEmpty()) {
            throw new TableNotPartitionedException(getName(), table);
        }
        return partitions;
    }

    @Override
    public CatalogPartition getPartition(ObjectPath table, CatalogPartitionSpec partition)
            throws PartitionNotExistException {
        if (!partitionExists(table, partition)) {
            throw new PartitionNotExistException(getName(), table, partition);
        }
        return new CatalogPartitionImpl(Map.of(), null);
    }

    @Override
    public boolean partitionExists(ObjectPath table, CatalogPartitionSpec partition) {
        try {
            return !partitions(table).paths(partition).isEmpty();
        } catch (TableNotExistException | TableNotPartitionedException e) {
            return false;
        } catch (IOException e) {
            throw failure(table, e);
        }
    }

    @Override
    public void createPartition(
            ObjectPath table,
            CatalogPartitionSpec partition,
            CatalogPartition properties,
            boolean ignoreIfExists) {
        throw unsupported("partitions without rows: INSERT INTO makes them");
    }

    @Override
    public void dropPartition(
            ObjectPath table, CatalogPartitionSpec partition, boolean ignoreIfNotExists)
            throws PartitionNotExistException {
        try {
            List<Path> paths = partitions(table).paths(partition);
            if (paths.isEmpty() && !ignoreIfNotExists) {
                throw new PartitionNotExistException(getName(), table, partition);
            }
            CreatedTable created = CreatedTable.of(find(table), "Dropping a partition");
            for (Path path : paths) {
                dropping.requireDeletion("dropping the partition", path);
                Links.requireNoneBetween(created.path(), path, "dropping the partition");
            }
            for (Path path : paths) {
                Deletion.of(path, null);
            }
        } catch (TableNotExistException | TableNotPartitionedException e) {
            throw new PartitionNotExistException(getName(), table, partition, e);
        } catch (IOException e) {
            throw failure(table, e);
        }
    }
}
