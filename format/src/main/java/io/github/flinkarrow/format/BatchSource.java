/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;

import java.io.Closeable;
import java.io.IOException;

/** The record batches of a file or stream one after another. */
interface BatchSource extends Closeable {

    /**
     * Opens a file or stream.
     *
     * @param input belongs to the result from now on, and is closed if opening fails
     */
    static BatchSource open(SeekableInput input, IpcContainer container, ReadOptions options)
            throws IOException {
        return switch (container) {
            case FILE -> new OfFile(IpcFileReader.open(input, options));
            case STREAM -> new OfStream(IpcStreamReader.open(input, options));
        };
    }

    Schema schema();

    /** The custom metadata of the footer; none of a stream. */
    KeyValueMetadata footerMetadata();

    /** The next batch, which is to be closed; null at the end. */
    RecordBatch next() throws IOException;

    /** How the first batch is compressed, once it has been read. */
    Compression compression() throws IOException;

    /** By the footer. */
    final class OfFile implements BatchSource {

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
        public KeyValueMetadata footerMetadata() {
            return reader.metadata();
        }

        @Override
        public RecordBatch next() throws IOException {
            return next == reader.recordBatchCount() ? null : reader.recordBatch(next++);
        }

        @Override
        public Compression compression() throws IOException {
            return BodyCodecs.option(reader.compression(0));
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    /** From its start. */
    record OfStream(IpcStreamReader reader) implements BatchSource {

        @Override
        public Schema schema() {
            return reader.schema();
        }

        @Override
        public KeyValueMetadata footerMetadata() {
            return KeyValueMetadata.EMPTY;
        }

        @Override
        public RecordBatch next() throws IOException {
            return reader.next();
        }

        @Override
        public Compression compression() {
            return BodyCodecs.option(reader.compression());
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
