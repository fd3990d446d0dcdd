/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.json;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

import com.fasterxml.jackson.core.JsonGenerator;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** Writes rows of Flink as lines of JSON, objects, in UTF-8. */
public final class JsonResult implements Closeable {

    private final JsonGenerator generator;
    private final SqlNesting.SqlRow rows;

    /**
     * @param out is closed with the rows
     */
    public JsonResult(OutputStream out, RowType type) throws IOException {
        generator = JsonRows.generator(out);
        rows = new SqlNesting.SqlRow(type);
    }

    /** Writes a row, whose kind is not said. */
    public void write(RowData row) throws IOException {
        rows.write(generator, row);
        generator.writeRaw('\n');
    }

    /** Hands on what has been written so far. */
    public void flush() throws IOException {
        generator.flush();
    }

    @Override
    public void close() throws IOException {
        generator.close();
    }
}
