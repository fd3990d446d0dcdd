/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.tables;

import org.apache.flink.table.data.RowData;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;

/**
 * What has to come of reading a table, whoever reads it.
 *
 * @param rows how many there are
 * @param hash the sum of {@link RowHash} over them
 * @param touch the sum of {@link Table#touch} over them
 */
public record Totals(long rows, long hash, long touch) {

    /** Several jobs of a pass read the same rows. */
    private static final Map<String, Totals> KNOWN = new ConcurrentHashMap<>();

    /** Those of the first rows of a table. */
    public static Totals of(Table table, long rows) {
        return KNOWN.computeIfAbsent(table.name() + " " + rows, key -> of(table, rows, table::row));
    }

    /**
     * Those of rows of the type of a table.
     *
     * @param row the row of an index below {@code rows}
     */
    public static Totals of(Table table, long rows, LongFunction<RowData> row) {
        RowHash hash = RowHash.of(table.rowType());
        long hashes = 0;
        long touches = 0;
        for (long i = 0; i < rows; i++) {
            RowData next = row.apply(i);
            hashes += hash.of(next);
            touches += table.touch(next);
        }
        return new Totals(rows, hashes, touches);
    }
}
