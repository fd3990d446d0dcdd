/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileWriter;
import io.github.flinkarrow.format.IpcStreamWriter;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** A writer of either container. */
interface IpcOutput {

    void write(RecordBatch batch) throws IOException;

    void finish() throws IOException;

    static IpcOutput of(
            IpcContainer container,
            WritableByteChannel channel,
            Schema schema,
            WriteOptions options) {
        return switch (container) {
            case FILE -> {
                IpcFileWriter writer = new IpcFileWriter(channel, schema, options);
                yield of(writer::write, writer::finish);
            }
            case STREAM -> {
                IpcStreamWriter writer = new IpcStreamWriter(channel, schema, options);
                yield of(writer::write, writer::finish);
            }
        };
    }

    private static IpcOutput of(BatchTarget write, Finish finish) {
        return new IpcOutput() {
            @Override
            public void write(RecordBatch batch) throws IOException {
                write.write(batch);
            }

            @Override
            public void finish() throws IOException {
                finish.finish();
            }
        };
    }

    /** Takes record batches. */
    interface BatchTarget {
        void write(RecordBatch batch) throws IOException;
    }

    /** Ends the output. */
    interface Finish {
        void finish() throws IOException;
    }
}
