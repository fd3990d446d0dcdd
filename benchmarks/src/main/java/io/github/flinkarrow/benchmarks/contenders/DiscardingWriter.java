/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.contenders;

import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.table.data.RowData;

import java.io.IOException;

/** Writers that write a file of one byte, whatever they are given. */
final class DiscardingWriter implements BulkWriter.Factory<RowData> {

    private static final long serialVersionUID = 1L;

    @Override
    public BulkWriter<RowData> create(FSDataOutputStream stream) {
        return new BulkWriter<>() {
            @Override
            public void addElement(RowData row) {}

            @Override
            public void flush() {}

            @Override
            public void finish() throws IOException {
                stream.write(0);
            }
        };
    }
}
