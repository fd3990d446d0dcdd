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

    /** Writes a batch, whose dictionaries begin with the values of those before. */
    void write(RecordBatch batch) throws IOException;

    /**
     * Ends the output.
     *
     * @param dictionaries a batch without rows, whose columns have the dictionaries of all batches;
     *     null where no column is dictionary-encoded
     */
    void finish(RecordBatch dictionaries) throws IOException;

    static IpcOutput of(
            IpcContainer container,
            WritableByteChannel channel,
            Schema schema,
            WriteOptions options) {
        return switch (container) {
            case FILE -> new OfFile(new IpcFileWriter(channel, schema, options));
            case STREAM -> new OfStream(new IpcStreamWriter(channel, schema, options));
        };
    }

    /** Dictionaries come at the end, whole: not every reader knows of deltas in files. */
    record OfFile(IpcFileWriter writer) implements IpcOutput {

        @Override
        public void write(RecordBatch batch) throws IOException {
            writer.writeBeforeDictionaries(batch);
        }

        @Override
        public void finish(RecordBatch dictionaries) throws IOException {
            if (dictionaries != null) {
                writer.writeDictionaries(dictionaries);
            }
            writer.finish();
        }
    }

    /** Dictionaries come before the batches that need them, and grow by deltas. */
    record OfStream(IpcStreamWriter writer) implements IpcOutput {

        @Override
        public void write(RecordBatch batch) throws IOException {
            writer.writeGrown(batch);
        }

        @Override
        public void finish(RecordBatch dictionaries) throws IOException {
            writer.finish();
        }
    }
}
