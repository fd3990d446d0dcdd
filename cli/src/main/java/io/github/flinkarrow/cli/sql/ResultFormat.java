/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.sql;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

import java.io.Closeable;
import java.io.IOException;

/** How results are printed. */
interface ResultFormat {

    /** Prints the rows of one result as they come, in bounded memory. */
    interface Rows extends Closeable {

        /**
         * @param row may be used anew afterwards
         */
        void print(RowData row) throws IOException;
    }

    /** Begins with a result; closing it prints what is left. */
    Rows begin(RowType type) throws IOException;
}
