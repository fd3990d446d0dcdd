/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.types.Row;
import org.apache.flink.util.CollectionUtil;

import java.nio.file.Path;
import java.util.List;

/** A session of SQL with the catalog {@code c} of a directory in use. */
final class CatalogSession {

    private final TableEnvironment sql;

    private CatalogSession(EnvironmentSettings settings, String directory, String options) {
        sql = TableEnvironment.create(settings);
        sql.getConfig().set("parallelism.default", "2");
        sql.getConfig().set("table.local-time-zone", "UTC");
        sql.executeSql(
                "CREATE CATALOG c WITH ('type' = 'arrow-ipc', 'path' = '%s'%s)"
                        .formatted(directory, options));
        sql.executeSql("USE CATALOG c");
    }

    /** A batch session. */
    static CatalogSession of(Path directory) {
        return with(directory.toUri().toString(), "");
    }

    /**
     * A batch session.
     *
     * @param options more of the catalog's options, each with a comma before it
     */
    static CatalogSession with(String directory, String options) {
        return new CatalogSession(EnvironmentSettings.inBatchMode(), directory, options);
    }

    static CatalogSession streaming(Path directory) {
        return new CatalogSession(
                EnvironmentSettings.inStreamingMode(), directory.toUri().toString(), "");
    }

    /** Runs a statement to its end. */
    void run(String statement) throws Exception {
        sql.executeSql(statement).await();
    }

    List<Row> rows(String query) {
        return CollectionUtil.iteratorToList(sql.executeSql(query).collect());
    }

    List<String> tables() {
        return rows("SHOW TABLES").stream().map(row -> row.<String>getFieldAs(0)).toList();
    }

    String explain(String query) {
        return sql.explainSql(query);
    }

    Catalog catalog() {
        return sql.getCatalog("c").orElseThrow();
    }
}
