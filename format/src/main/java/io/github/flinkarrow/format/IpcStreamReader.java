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
import java.util.Set;

/**
 * Reads the record batches of a stream one after another; goes back only when it is told to.
 *
 * <p>Used by one thread at a time. Every method that reads throws {@link IpcFormatException} where
 * the bytes break the format, {@link UnsupportedIpcFeatureException} where they use a part of it
 * that is not implemented, and {@link IOException} where they cannot be read.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#ipc-streaming-format">IPC
 *     streaming format</a>
 */
public final class IpcStreamReader implements Closeable {

    private static final int UNKNOWN_INDEX = -1;

    private final ReadContext context;
    private final MessageReader messages;
    private final SchemaHeader schema;
    private final StreamDictionaries dictionaries;

    /** Behind the schema. */
    private final long start;

    private RecordBatchLoader loader;
    private BodyCompression compression;

    /** The next record batch, of which only the header is read; null if that is not known yet. */
    private EncapsulatedMessage ahead;

    private long position;

    /** Unknown behind a {@link #seek}. */
    private long messageIndex;

    private boolean ended;
    private boolean failed;

    private IpcStreamReader(
            SeekableInput input,
            ReadOptions options,
            MessageReader messages,
            SchemaHeader schema,
            long start) {
        this.context = new ReadContext(input, options, schema.byteOrder());
        this.messages = messages;
        this.schema = schema;
        this.dictionaries = new StreamDictionaries(context, schema.schema().fields());
        this.start = start;
        this.position = start;
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
        return next(projection, context.options().allocator());
    }

    /**
     * Reads the chosen columns of the next record batch into memory of an allocator, in the place
     * of the reader's. What is only needed while reading comes from the reader's own in any case,
     * and dictionaries from that of dictionaries.
     *
     * @throws IllegalArgumentException if the schema has not what the projection chooses
     */
    public RecordBatch next(Projection projection, BufferAllocator allocator) throws IOException {
        choose(projection);
        return whole(
                () -> {
                    if (!advance()) {
                        return null;
                    }
                    EncapsulatedMessage message = ahead;
                    ahead = null;
                    RecordBatchHeader header = (RecordBatchHeader) message.message().header();
                    return loader.load(message, header, dictionaries, schema(), allocator);
                });
    }

    /**
     * Where the next record batch lies. Reads its header, and the dictionaries before it.
     *
     * @param projection as for {@link #next(Projection)}
     * @return null at the end
     */
    public Block nextBlock(Projection projection) throws IOException {
        choose(projection);
        return whole(() -> advance() ? ahead.block() : null);
    }

    /**
     * Passes over record batches by their headers, as long as they have no more rows than are left
     * to skip: bodies are not decoded, and not read where the input can be read at random.
     *
     * @param rows at least 0
     * @param projection of the batches that are read afterwards, as for {@link #next(Projection)}
     * @return the rows of the batches that were passed over; fewer than {@code rows} at the end of
     *     the stream, or where the next batch has more than are left
     */
    public long skipRows(long rows, Projection projection) throws IOException {
        choose(projection);
        return whole(
                () -> {
                    long skipped = 0;
                    while (skipped < rows && advance()) {
                        RecordBatchHeader header = (RecordBatchHeader) ahead.message().header();
                        int batchRows = RecordBatchLoader.rowCount(header, ahead.location());
                        if (batchRows > rows - skipped) {
                            break;
                        }
                        skipped += batchRows;
                        ahead = null;
                    }
                    return skipped;
                });
    }

    /**
     * Goes to a record batch, whose dictionaries an {@link IpcStreamIndex} knows. What is already
     * loaded of them is kept, unless reading has failed since.
     *
     * @param offset of the record batch from the start of the stream; 0 for the first one
     * @param dictionaryOffsets of the messages that make up its dictionaries, in their order
     * @throws UnsupportedOperationException if the input cannot be read at random
     */
    public void seek(long offset, long... dictionaryOffsets) throws IOException {
        requireRandomAccess();
        if (failed) {
            dictionaries.forget();
            failed = false;
        }
        whole(
                () -> {
                    ahead = null;
                    messageIndex = UNKNOWN_INDEX;
                    int known = dictionaries.keep(dictionaryOffsets);
                    for (int i = known; i < dictionaryOffsets.length; i++) {
                        addDictionaryAt(dictionaryOffsets[i]);
                    }
                    position = Math.max(start, offset);
                    messageIndex = offset == 0 ? 1 : UNKNOWN_INDEX;
                    ended = false;
                    return null;
                });
    }

    private void addDictionaryAt(long offset) throws IOException {
        position = offset;
        EncapsulatedMessage message = nextMessage();
        if (message != null && message.message().header() instanceof DictionaryBatchHeader header) {
            dictionaries.add(message, header, Set.of());
        } else {
            throw new Location(context.input().name(), "message", offset)
                    .malformed("expected a DictionaryBatch message");
        }
    }

    /**
     * Reads the headers of all messages of the stream, and no body. The next record batch stays
     * what it was. The metadata limit bounds the index as it bounds a footer: 24 bytes a record
     * batch, and as many for each dictionary message that one needs and the one before it did not.
     *
     * @throws IpcFormatException if it is not a whole stream, of which only the end-of-stream
     *     marker may be missing
     * @throws UnsupportedOperationException if the input cannot be read at random
     */
    public IpcStreamIndex index() throws IOException {
        requireRandomAccess();
        IpcStreamIndex index = new IpcStreamIndex(context.options(), start);
        long number = 1;
        EncapsulatedMessage message = messageAt(start, number);
        while (message != null) {
            if (message.message().header() instanceof SchemaHeader) {
                throw secondSchema(message);
            }
            long end = message.end(context.input());
            index.add(message, end);
            number++;
            message = messageAt(end, number);
        }
        return index;
    }

    private void requireRandomAccess() {
        if (context.input().size() == ForwardInput.UNKNOWN_SIZE) {
            throw new UnsupportedOperationException(
                    context.input().name() + ": a stream without random access");
        }
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    private void choose(Projection projection) {
        if (loader == null || !loader.projection().equals(projection)) {
            loader = new RecordBatchLoader(context, schema().fields(), projection, FieldPath.ROOT);
        }
    }

    /** Runs a step after which the stream is where it should be, or is never read again. */
    private <T> T whole(Step<T> step) throws IOException {
        if (failed) {
            throw new IOException(
                    context.input().name() + ": an earlier message of the stream was not read");
        }
        failed = true;
        T result = step.run();
        failed = false;
        return result;
    }

    /** Reads the header of the next record batch, unless there is none. */
    private boolean advance() throws IOException {
        while (ahead == null && !ended) {
            EncapsulatedMessage message = nextMessage();
            if (message == null) {
                ended = true;
                dictionaries.finish();
            } else if (message.message().header() instanceof RecordBatchHeader header) {
                compression = header.compression();
                ahead = message;
            } else if (message.message().header() instanceof DictionaryBatchHeader header) {
                dictionaries.add(message, header, loader.dictionaryIds());
            } else {
                throw secondSchema(message);
            }
        }
        return ahead != null;
    }

    private static IpcFormatException secondSchema(EncapsulatedMessage message) {
        return message.location().malformed("a second Schema message");
    }

    /** How the record batch that was read last is compressed; null before the first. */
    BodyCompression compression() {
        return compression;
    }

    /** Where the next message starts: the bytes of all messages so far, skipped bodies included. */
    public long bytesRead() {
        return ahead == null ? position : ahead.location().offset();
    }

    /** Whether a chosen column refers to a dictionary. */
    public boolean needsDictionaries(Projection projection) {
        choose(projection);
        return !loader.dictionaryIds().isEmpty();
    }

    /** The time that decompressing has taken so far, in nanoseconds. */
    public long decompressionNanos() {
        return context.codecs().nanos();
    }

    private EncapsulatedMessage nextMessage() throws IOException {
        EncapsulatedMessage message = messageAt(position, messageIndex);
        if (message != null) {
            position = message.end(context.input());
            if (messageIndex != UNKNOWN_INDEX) {
                messageIndex++;
            }
        }
        return message;
    }

    private EncapsulatedMessage messageAt(long offset, long index) throws IOException {
        String part = index == UNKNOWN_INDEX ? "message" : "message " + index;
        Location location = new Location(context.input().name(), part, offset);
        return messages.readNext(offset, location);
    }

    /** Closes the input; record batches stay valid until they are closed. */
    @Override
    public void close() throws IOException {
        dictionaries.release();
        context.input().close();
    }
}
