/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;
import io.github.flinkarrow.format.internal.metadata.FileFooter;
import io.github.flinkarrow.format.internal.metadata.RecordBatchHeader;
import io.github.flinkarrow.format.internal.metadata.SchemaHeader;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Reads the metadata of every message of a file or stream, and of bodies no more than sizes. */
public final class IpcInspector {

    private final SeekableInput input;
    private final MessageReader messages;
    private final List<IpcSummary.Batch> batches = new ArrayList<>();
    private final List<IpcSummary.Dictionary> dictionaries = new ArrayList<>();
    private ColumnSizes sizes;

    private IpcInspector(SeekableInput input, ReadOptions options) {
        this.input = input;
        this.messages = new MessageReader(input, options);
    }

    /**
     * Inspects a file or stream, whichever it is.
     *
     * @param input is closed
     * @throws IpcFormatException if its metadata breaks the format
     * @throws UnsupportedIpcFeatureException if it uses a part of it that is not implemented
     */
    public static IpcSummary inspect(SeekableInput input, ReadOptions options) throws IOException {
        try (input) {
            IpcInspector inspector = new IpcInspector(input, options);
            return IpcContainer.of(input) == IpcContainer.FILE
                    ? inspector.file(FooterReader.read(input, options))
                    : inspector.stream();
        }
    }

    /**
     * Inspects a stream that cannot be read at random.
     *
     * @param stream is closed
     * @param name what the stream is called in messages
     */
    public static IpcSummary inspect(InputStream stream, String name, ReadOptions options)
            throws IOException {
        try (SeekableInput input = ForwardInput.of(stream, name, options.maxMetadataBytes())) {
            return new IpcInspector(input, options).stream();
        }
    }

    private IpcSummary file(FooterReader.Located located) throws IOException {
        FileFooter footer = located.footer();
        FileBlocks blocks = new FileBlocks(located, input.name());
        sizes = new ColumnSizes(input, footer.schema().fields());
        for (int i = 0; i < footer.dictionaryCount(); i++) {
            Block block = blocks.dictionary(i);
            EncapsulatedMessage message =
                    messages.read(block, location("dictionary block " + i, block.offset()));
            if (!(message.message().header() instanceof DictionaryBatchHeader header)) {
                throw message.location().malformed("expected a DictionaryBatch message");
            }
            addDictionary(block, message, header);
        }
        for (int i = 0; i < footer.recordBatchCount(); i++) {
            Block block = blocks.recordBatch(i);
            EncapsulatedMessage message =
                    messages.read(block, location("block " + i, block.offset()));
            if (!(message.message().header() instanceof RecordBatchHeader header)) {
                throw message.location().malformed("expected a RecordBatch message");
            }
            addBatch(block, message, header);
        }
        return summary(IpcContainer.FILE, footer.byteOrder(), footer.schema(), footer.metadata());
    }

    private IpcSummary stream() throws IOException {
        EncapsulatedMessage first = messages.readNext(0, location("message 0", 0));
        if (first == null || !(first.message().header() instanceof SchemaHeader schema)) {
            throw location("message 0", 0).malformed("expected a Schema message");
        }
        sizes = new ColumnSizes(input, schema.schema().fields());
        long position = first.end(input);
        for (long index = 1; ; index++) {
            Location location = location("message " + index, position);
            EncapsulatedMessage message = messages.readNext(position, location);
            if (message == null) {
                return summary(
                        IpcContainer.STREAM,
                        schema.byteOrder(),
                        schema.schema(),
                        KeyValueMetadata.EMPTY);
            }
            long end = message.end(input);
            Block block =
                    new Block(
                            position,
                            (int) (message.bodyPosition() - position),
                            message.message().bodyLength());
            if (message.message().header() instanceof RecordBatchHeader header) {
                addBatch(block, message, header);
            } else if (message.message().header() instanceof DictionaryBatchHeader header) {
                addDictionary(block, message, header);
            } else {
                throw location.malformed("a second Schema message");
            }
            position = end;
        }
    }

    private Location location(String part, long offset) {
        return new Location(input.name(), part, offset);
    }

    private void addBatch(Block block, EncapsulatedMessage message, RecordBatchHeader header)
            throws IOException {
        batches.add(batch(block, message, header));
        sizes.add(message, header);
    }

    private void addDictionary(
            Block block, EncapsulatedMessage message, DictionaryBatchHeader header)
            throws IOException {
        IpcSummary.Batch values = batch(block, message, header.data());
        dictionaries.add(new IpcSummary.Dictionary(header.id(), header.delta(), values));
    }

    private static IpcSummary.Batch batch(
            Block block, EncapsulatedMessage message, RecordBatchHeader header) throws IOException {
        int version =
                switch (message.message().version()) {
                    case V4 -> 4;
                    case V5 -> 5;
                };
        Compression compression =
                switch (header.compression()) {
                    case NONE -> Compression.NONE;
                    case LZ4_FRAME -> Compression.LZ4_FRAME;
                    case ZSTD -> Compression.ZSTD;
                };
        int rows = RecordBatchLoader.rowCount(header, message.location());
        return new IpcSummary.Batch(
                block, version, rows, compression, message.message().metadata());
    }

    private IpcSummary summary(
            IpcContainer container, ByteOrder byteOrder, Schema schema, KeyValueMetadata metadata) {
        return new IpcSummary(
                container, byteOrder, schema, metadata, batches, dictionaries, sizes.sums());
    }
}
