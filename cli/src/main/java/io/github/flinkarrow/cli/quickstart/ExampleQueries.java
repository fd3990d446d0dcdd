/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.quickstart;

import org.apache.flink.core.fs.Path;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

import io.github.flinkarrow.cli.Console;
import io.github.flinkarrow.cli.EmbeddedCluster;
import io.github.flinkarrow.cli.TextTable;

import java.util.ArrayList;
import java.util.List;

/** Queries over the example's files through the file system connector. */
record ExampleQueries(Path path) {

    private static final String TABLE =
            """
            CREATE TABLE bigfile (
                nums INT
            ) WITH (
                'connector' = 'filesystem',
                'path' = '%s',
                'format' = 'arrow-ipc'
            )""";

    /** The sum of an INT is an INT in Flink, and overflows without a word. */
    private static final String TOTALS =
            "SELECT COUNT(*) AS num_rows, SUM(CAST(nums AS BIGINT)) AS sum_nums FROM bigfile";

    private static final String GROUPS =
            """
            SELECT nums / 1000 AS thousands, COUNT(*) AS num_rows,
                   MIN(nums) AS min_nums, MAX(nums) AS max_nums,
                   SUM(CAST(nums AS BIGINT)) AS sum_nums
            FROM bigfile GROUP BY nums / 1000 ORDER BY thousands""";

    void run(EmbeddedCluster cluster, Console console) throws Exception {
        for (String query : List.of(TOTALS, GROUPS)) {
            long start = System.nanoTime();
            TextTable table =
                    cluster.work(
                            "querying",
                            (env, metrics) -> {
                                StreamTableEnvironment tables =
                                        StreamTableEnvironment.create(
                                                env, EnvironmentSettings.inBatchMode());
                                tables.executeSql(
                                        TABLE.formatted(path.toString().replace("'", "''")));
                                return collect(tables.executeSql(query));
                            });
            double seconds = (System.nanoTime() - start) / 1e9;
            query.lines().forEach(line -> console.println("   " + line));
            table.printTo(console);
            console.println(
                    "   %.2f s, planning and the start of the cluster included".formatted(seconds));
        }
    }

    private static TextTable collect(TableResult result) throws Exception {
        List<String> columns = result.getResolvedSchema().getColumnNames();
        TextTable table = new TextTable(columns.toArray(new String[0]));
        try (CloseableIterator<Row> rows = result.collect()) {
            while (rows.hasNext()) {
                Row row = rows.next();
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < row.getArity(); i++) {
                    cells.add(String.valueOf(row.getField(i)));
                }
                table.add(cells.toArray(new String[0]));
            }
        }
        return table;
    }
}
