/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.sql;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.cli.json.JsonResult;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** One JSON object a row. */
record JsonLines(OutputStream out) implements ResultFormat {

    private static final int OUTPUT_BYTES = 1 << 16;
    private static final long FLUSH_NANOS = 100_000_000;

    @Override
    public Rows begin(RowType type) throws IOException {
        return new Lines(new JsonResult(new BufferedOutputStream(out, OUTPUT_BYTES), type));
    }

    private static final class Lines implements Rows {

        private final JsonResult json;
        private long flushed = System.nanoTime();

        Lines(JsonResult json) {
            this.json = json;
        }

        @Override
        public void print(RowData row) throws IOException {
            json.write(row);
            long now = System.nanoTime();
            if (now - flushed > FLUSH_NANOS) {
                json.flush();
                flushed = now;
            }
        }

        @Override
        public void end() throws IOException {
            json.flush();
        }

        @Override
        public void close() throws IOException {
            json.close();
        }
    }
}
