/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

import java.nio.file.Path;
import java.util.List;

/**
 * Adds a jar to two sessions of SQL, each with a class loader of its own. Writes with the table
 * connector, and reads with it, with the format of the file system connector, and through the
 * catalog, which writes as well.
 */
public final class SqlProbe {

    private SqlProbe() {}

    /**
     * Writes and reads tables in two sessions.
     *
     * @param arguments the jar, and a directory to write to
     */
    public static void main(String[] arguments) throws Exception {
        for (String session : List.of("first", "second")) {
            long sum = run(arguments[0], Path.of(arguments[1], session));
            System.out.println(session + ": " + sum);
        }
    }

    private static long run(String jar, Path directory) throws Exception {
        TableEnvironment sql = TableEnvironment.create(EnvironmentSettings.inBatchMode());
        sql.getConfig().set("parallelism.default", "1");
        sql.executeSql("ADD JAR '" + jar + "'");
        create(sql, "own", "'connector' = 'arrow-ipc'", directory);
        create(sql, "theirs", "'connector' = 'filesystem', 'format' = 'arrow-ipc'", directory);
        sql.executeSql("INSERT INTO own VALUES (1), (2), (3)").await();
        sql.executeSql(
                "CREATE CATALOG c WITH ('type' = 'arrow-ipc', 'path' = '%s')"
                        .formatted(directory.getParent().toUri()));
        sql.executeSql(
                        "CREATE TABLE c.`default`.copy_%1$s AS SELECT * FROM c.`default`.`%1$s`"
                                .formatted(directory.getFileName()))
                .await();
        return sum(sql, "own")
                + sum(sql, "theirs")
                + sum(sql, "c.`default`.`" + directory.getFileName() + "`")
                + sum(sql, "c.`default`.copy_" + directory.getFileName());
    }

    private static void create(TableEnvironment sql, String name, String options, Path directory) {
        sql.executeSql(
                "CREATE TABLE %s (n BIGINT) WITH (%s, 'path' = '%s', 'arrow-ipc.compression' = 'zstd')"
                        .formatted(name, options, directory.toUri()));
    }

    private static long sum(TableEnvironment sql, String table) throws Exception {
        try (CloseableIterator<Row> rows =
                sql.executeSql("SELECT SUM(n) FROM " + table).collect()) {
            return rows.next().<Long>getFieldAs(0);
        }
    }
}
