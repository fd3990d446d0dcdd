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

        /** Prints a row, which may be used anew afterwards. */
        void print(RowData row) throws IOException;

        /** Prints what is left, after the last row. */
        void end() throws IOException;
    }

    /** Begins with a result, which is closed whether it came to its end or not. */
    Rows begin(RowType type) throws IOException;
}
