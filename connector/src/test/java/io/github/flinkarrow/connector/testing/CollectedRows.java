/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.testing;

import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps the rows that it is given, as they are. */
public final class CollectedRows implements Collector<RowData> {

    private final List<RowData> rows = new ArrayList<>();

    public List<RowData> rows() {
        return rows;
    }

    @Override
    public void collect(RowData row) {
        rows.add(row);
    }

    @Override
    public void close() {}

    /** Looks at some rows, of which there may be very many, and keeps none. */
    public static final class Used implements Collector<RowData> {

        private static final int MOST = 2_000;

        private final Consumer<RowData> use;
        private int count;

        public Used(Consumer<RowData> use) {
            this.use = use;
        }

        @Override
        public void collect(RowData row) {
            if (count++ < MOST) {
                use.accept(row);
            }
        }

        @Override
        public void close() {}
    }
}
