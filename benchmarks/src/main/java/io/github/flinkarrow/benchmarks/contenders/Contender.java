/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.contenders;

import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.benchmarks.tables.Table;
import io.github.flinkarrow.benchmarks.tables.Totals;

import java.io.IOException;
import java.util.Map;

/** A format, with the settings that it is compared with. */
public interface Contender {

    /** As it is called in results, and on the command line. */
    String name();

    /** The name of the directory of its files; contenders that read the same files share it. */
    String files();

    /**
     * Writes some rows of a table to a directory that is there and empty.
     *
     * @param files how many files the rows are spread over
     */
    void write(Table table, long rows, int files, Path directory) throws IOException;

    /** A bounded source of all rows of the files in a directory. */
    Source<RowData, ?, ?> source(Table table, Path directory) throws IOException;

    /** Of a file sink. */
    BulkWriter.Factory<RowData> writer(Table table);

    /** The options of a table in SQL over the files in a directory. */
    Map<String, String> tableOptions(Table table, Path directory);

    /** The options of a table in SQL that is written. */
    default Map<String, String> sinkOptions(Table table, Path directory) {
        return tableOptions(table, directory);
    }

    /** Whether it holds rows of its own making, and keeps none: a bound, and not a format. */
    default boolean isBound() {
        return false;
    }

    /** What reading the files has to come to. */
    default Totals expected(Table table, long rows) {
        return Totals.of(table, rows);
    }
}
