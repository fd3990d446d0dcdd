/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.files;

import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.Projection;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.Schema;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** The record batches of a file or stream in their order. */
interface RecordBatches extends Closeable {

    Schema schema();

    /**
     * The chosen columns of the next batch, which is to be closed.
     *
     * @return null at the end
     */
    RecordBatch next(Projection projection) throws IOException;

    /** Opens an input by its name. */
    static RecordBatches open(String name, StandardStreams streams, ReadOptions options)
            throws IOException {
        return ArrowInput.open(
                name,
                streams,
                new ArrowInput.Action<>() {
                    @Override
                    public RecordBatches seekable(SeekableInput input, IpcContainer container)
                            throws IOException {
                        return container == IpcContainer.FILE
                                ? new OfFile(IpcFileReader.open(input, options))
                                : new OfStream(IpcStreamReader.open(input, options));
                    }

                    @Override
                    public RecordBatches forward(InputStream stream, String streamName)
                            throws IOException {
                        return new OfStream(IpcStreamReader.open(stream, streamName, options));
                    }
                });
    }

    /** By the footer of a file. */
    final class OfFile implements RecordBatches {

        private final IpcFileReader reader;
        private int next;

        OfFile(IpcFileReader reader) {
            this.reader = reader;
        }

        @Override
        public Schema schema() {
            return reader.schema();
        }

        @Override
        public RecordBatch next(Projection projection) throws IOException {
            return next == reader.recordBatchCount()
                    ? null
                    : reader.recordBatch(next++, projection);
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    /** One after another. */
    record OfStream(IpcStreamReader reader) implements RecordBatches {

        @Override
        public Schema schema() {
            return reader.schema();
        }

        @Override
        public RecordBatch next(Projection projection) throws IOException {
            return reader.next(projection);
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
