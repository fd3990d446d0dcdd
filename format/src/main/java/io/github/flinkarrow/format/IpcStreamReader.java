/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.internal.metadata.BodyCompression;
import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;
import io.github.flinkarrow.format.internal.metadata.FieldPath;
import io.github.flinkarrow.format.internal.metadata.RecordBatchHeader;
import io.github.flinkarrow.format.internal.metadata.SchemaHeader;
import io.github.flinkarrow.format.schema.Schema;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the record batches of a stream one after another, without going back.
 *
 * <p>Used by one thread at a time. Every method that reads throws {@link IpcFormatException} where
 * the bytes break the format, {@link UnsupportedIpcFeatureException} where they use a part of it
 * that is not implemented, and {@link IOException} where they cannot be read.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#ipc-streaming-format">IPC
 *     streaming format</a>
 */
public final class IpcStreamReader implements Closeable {

    private final ReadContext context;
    private final MessageReader messages;
    private final SchemaHeader schema;
    private final StreamDictionaries dictionaries;
    private RecordBatchLoader loader;
    private BodyCompression compression;
    private long position;
    private long messageIndex;
    private boolean ended;
    private boolean failed;

    private IpcStreamReader(
            SeekableInput input,
            ReadOptions options,
            MessageReader messages,
            SchemaHeader schema,
            long position) {
        this.context = new ReadContext(input, options, schema.byteOrder());
        this.messages = messages;
        this.schema = schema;
        this.dictionaries = new StreamDictionaries(context, schema.schema().fields());
        this.position = position;
        this.messageIndex = 1;
    }

    /**
     * Opens a stream by reading its schema.
     *
     * @param input belongs to the reader from now on, and is closed if opening fails
     */
    public static IpcStreamReader open(SeekableInput input, ReadOptions options)
            throws IOException {
        boolean opened = false;
        try {
            if (input.size() != ForwardInput.UNKNOWN_SIZE
                    && IpcContainer.of(input) != IpcContainer.STREAM) {
                throw Location.of(input).malformed("a file, not a stream");
            }
            MessageReader messages = new MessageReader(input, options);
            Location location = new Location(input.name(), "message 0", 0);
            EncapsulatedMessage first = messages.readNext(0, location);
            if (first == null) {
                throw location.malformed("expected a Schema message, found the end of the stream");
            }
            if (!(first.message().header() instanceof SchemaHeader schema)) {
                throw location.malformed("expected a Schema message");
            }
            IpcStreamReader reader =
                    new IpcStreamReader(input, options, messages, schema, first.end(input));
            opened = true;
            return reader;
        } finally {
            if (!opened) {
                input.close();
            }
        }
    }

    /**
     * Opens a stream that cannot be read at random, such as a pipe or a socket.
     *
     * @param name what the stream is called in messages
     */
    public static IpcStreamReader open(InputStream stream, String name, ReadOptions options)
            throws IOException {
        return open(ForwardInput.of(stream, name, options.maxMetadataBytes()), options);
    }

    public Schema schema() {
        return schema.schema();
    }

    /**
     * Reads the next record batch, which is to be closed.
     *
     * @return null at the end: behind an end-of-stream marker, or where the input ends between two
     *     messages
     * @throws IOException also after a call that failed: a stream is never read with a gap
     */
    public RecordBatch next() throws IOException {
        return next(Projection.ALL);
    }

    /**
     * Reads the chosen columns of the next record batch, as {@link #next()} does.
     *
     * <p>A stream that cannot be read at random passes over the dictionaries that no chosen column
     * refers to: a later call that chooses one which does fails with {@link
     * UnsupportedIpcFeatureException}.
     *
     * @throws IllegalArgumentException if the schema has not what the projection chooses
     */
    public RecordBatch next(Projection projection) throws IOException {
        if (loader == null || !loader.projection().equals(projection)) {
            loader = new RecordBatchLoader(context, schema().fields(), projection, FieldPath.ROOT);
        }
        if (failed) {
            throw new IOException(
                    context.input().name() + ": an earlier message of the stream was not read");
        }
        failed = true;
        RecordBatch batch = nextBatch();
        failed = false;
        return batch;
    }

    private RecordBatch nextBatch() throws IOException {
        while (!ended) {
            EncapsulatedMessage message = nextMessage();
            if (message == null) {
                ended = true;
                dictionaries.finish();
            } else if (message.message().header() instanceof RecordBatchHeader header) {
                compression = header.compression();
                return loader.load(message, header, dictionaries, schema());
            } else if (message.message().header() instanceof DictionaryBatchHeader header) {
                dictionaries.add(message, header, loader.dictionaryIds());
            } else {
                throw message.location().malformed("a second Schema message");
            }
        }
        return null;
    }

    /** How the record batch that was read last is compressed; null before the first. */
    BodyCompression compression() {
        return compression;
    }

    /** Where the next message starts: the bytes of all messages so far, skipped bodies included. */
    public long bytesRead() {
        return position;
    }

    private EncapsulatedMessage nextMessage() throws IOException {
        Location location =
                new Location(context.input().name(), "message " + messageIndex, position);
        EncapsulatedMessage encapsulated = messages.readNext(position, location);
        if (encapsulated == null) {
            return null;
        }
        position = encapsulated.end(context.input());
        messageIndex++;
        return encapsulated;
    }

    /** Closes the input; record batches stay valid until they are closed. */
    @Override
    public void close() throws IOException {
        dictionaries.release();
        context.input().close();
    }
}
