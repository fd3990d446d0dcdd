/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.table.catalog.AbstractCatalog;
import org.apache.flink.table.catalog.CatalogDatabase;
import org.apache.flink.table.catalog.CatalogDatabaseImpl;
import org.apache.flink.table.catalog.CatalogFunction;
import org.apache.flink.table.catalog.CatalogPartition;
import org.apache.flink.table.catalog.CatalogPartitionSpec;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.CatalogException;
import org.apache.flink.table.catalog.exceptions.DatabaseAlreadyExistException;
import org.apache.flink.table.catalog.exceptions.DatabaseNotExistException;
import org.apache.flink.table.catalog.exceptions.FunctionNotExistException;
import org.apache.flink.table.catalog.stats.CatalogColumnStatistics;
import org.apache.flink.table.catalog.stats.CatalogTableStatistics;
import org.apache.flink.table.expressions.Expression;

import java.util.List;
import java.util.Map;

/**
 * A catalog of one database with tables: there are no views, functions or statistics of its own.
 * What Flink's planner has to know of a table's rows its source says, from the footers of the
 * files, and only where a query is planned that needs it.
 */
abstract class OneDatabaseCatalog extends AbstractCatalog {

    OneDatabaseCatalog(String name, String database) {
        super(name, database);
    }

    final void requireDatabase(String database) throws DatabaseNotExistException {
        if (!databaseExists(database)) {
            throw new DatabaseNotExistException(getName(), database);
        }
    }

    final CatalogException unsupported(String what) {
        return new CatalogException("The catalog '%s' has no %s".formatted(getName(), what));
    }

    private CatalogException oneDatabase() {
        return unsupported("databases but '%s'".formatted(getDefaultDatabase()));
    }

    @Override
    public final List<String> listDatabases() {
        return List.of(getDefaultDatabase());
    }

    @Override
    public final boolean databaseExists(String database) {
        return getDefaultDatabase().equals(database);
    }

    @Override
    public final CatalogDatabase getDatabase(String database) throws DatabaseNotExistException {
        requireDatabase(database);
        return new CatalogDatabaseImpl(Map.of(), null);
    }

    @Override
    public final void createDatabase(String name, CatalogDatabase database, boolean ignoreIfExists)
            throws DatabaseAlreadyExistException {
        if (!databaseExists(name)) {
            throw oneDatabase();
        } else if (!ignoreIfExists) {
            throw new DatabaseAlreadyExistException(getName(), name);
        }
    }

    @Override
    public final void dropDatabase(String name, boolean ignoreIfNotExists, boolean cascade)
            throws DatabaseNotExistException {
        if (databaseExists(name)) {
            throw new CatalogException(
                    "The one database '%s' of the catalog '%s' cannot be dropped"
                            .formatted(name, getName()));
        } else if (!ignoreIfNotExists) {
            throw new DatabaseNotExistException(getName(), name);
        }
    }

    @Override
    public final void alterDatabase(
            String name, CatalogDatabase database, boolean ignoreIfNotExists)
            throws DatabaseNotExistException {
        if (databaseExists(name)) {
            throw unsupported("properties of databases");
        } else if (!ignoreIfNotExists) {
            throw new DatabaseNotExistException(getName(), name);
        }
    }

    @Override
    public final List<String> listViews(String database) throws DatabaseNotExistException {
        requireDatabase(database);
        return List.of();
    }

    @Override
    public final List<String> listFunctions(String database) throws DatabaseNotExistException {
        requireDatabase(database);
        return List.of();
    }

    @Override
    public final CatalogFunction getFunction(ObjectPath function) throws FunctionNotExistException {
        throw new FunctionNotExistException(getName(), function);
    }

    @Override
    public final boolean functionExists(ObjectPath function) {
        return false;
    }

    @Override
    public final void createFunction(
            ObjectPath path, CatalogFunction function, boolean ignoreIfExists) {
        throw unsupported("functions");
    }

    @Override
    public final void alterFunction(
            ObjectPath path, CatalogFunction function, boolean ignoreIfNotExists)
            throws FunctionNotExistException {
        requireIgnored(path, ignoreIfNotExists);
    }

    @Override
    public final void dropFunction(ObjectPath path, boolean ignoreIfNotExists)
            throws FunctionNotExistException {
        requireIgnored(path, ignoreIfNotExists);
    }

    private void requireIgnored(ObjectPath function, boolean ignoreIfNotExists)
            throws FunctionNotExistException {
        if (!ignoreIfNotExists) {
            throw new FunctionNotExistException(getName(), function);
        }
    }

    /** Flink then lists all partitions, and filters them itself. */
    @Override
    public final List<CatalogPartitionSpec> listPartitionsByFilter(
            ObjectPath table, List<Expression> filters) {
        throw new UnsupportedOperationException(
                "The catalog '%s' filters no partitions".formatted(getName()));
    }

    @Override
    public final void alterPartition(
            ObjectPath table,
            CatalogPartitionSpec partition,
            CatalogPartition properties,
            boolean ignoreIfNotExists) {
        throw unsupported("properties of partitions");
    }

    @Override
    public final CatalogTableStatistics getTableStatistics(ObjectPath table) {
        return CatalogTableStatistics.UNKNOWN;
    }

    @Override
    public final CatalogColumnStatistics getTableColumnStatistics(ObjectPath table) {
        return CatalogColumnStatistics.UNKNOWN;
    }

    @Override
    public final CatalogTableStatistics getPartitionStatistics(
            ObjectPath table, CatalogPartitionSpec partition) {
        return CatalogTableStatistics.UNKNOWN;
    }

    @Override
    public final CatalogColumnStatistics getPartitionColumnStatistics(
            ObjectPath table, CatalogPartitionSpec partition) {
        return CatalogColumnStatistics.UNKNOWN;
    }

    private CatalogException noStatistics() {
        return unsupported(
                "statistics to be set: the numbers of rows are those of the files' footers");
    }

    @Override
    public final void alterTableStatistics(
            ObjectPath table, CatalogTableStatistics statistics, boolean ignoreIfNotExists) {
        throw noStatistics();
    }

    @Override
    public final void alterTableColumnStatistics(
            ObjectPath table, CatalogColumnStatistics statistics, boolean ignoreIfNotExists) {
        throw noStatistics();
    }

    @Override
    public final void alterPartitionStatistics(
            ObjectPath table,
            CatalogPartitionSpec partition,
            CatalogTableStatistics statistics,
            boolean ignoreIfNotExists) {
        throw noStatistics();
    }

    @Override
    public final void alterPartitionColumnStatistics(
            ObjectPath table,
            CatalogPartitionSpec partition,
            CatalogColumnStatistics statistics,
            boolean ignoreIfNotExists) {
        throw noStatistics();
    }
}
