/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;
import io.github.flinkarrow.format.internal.metadata.FileFooter;
import io.github.flinkarrow.format.internal.metadata.MessageHeader;
import io.github.flinkarrow.format.internal.metadata.MetadataVersion;
import io.github.flinkarrow.format.internal.metadata.RecordBatchHeader;
import io.github.flinkarrow.format.internal.metadata.SchemaHeader;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.statistics.BlockStatistics;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * The messages of a file or stream one after another, without their bodies: dictionaries first in a
 * file, in the order of the stream otherwise.
 */
abstract class ConcatenatedInput implements Closeable {

    private static final int BODY_ALIGNMENT = 8;

    final SeekableInput input;
    final MessageReader messages;

    private ConcatenatedInput(SeekableInput input, ReadOptions options) {
        this.input = input;
        this.messages = new MessageReader(input, options);
    }

    /**
     * Opens an input of either container.
     *
     * @param input belongs to the result from now on, and is closed if opening fails
     */
    static ConcatenatedInput open(SeekableInput input, ReadOptions options) throws IOException {
        boolean opened = false;
        try {
            ConcatenatedInput messages =
                    IpcContainer.of(input) == IpcContainer.FILE
                            ? new OfFile(input, options)
                            : new OfStream(input, options);
            opened = true;
            return messages;
        } finally {
            if (!opened) {
                input.close();
            }
        }
    }

    final SeekableInput input() {
        return input;
    }

    abstract IpcContainer container();

    abstract Schema schema();

    abstract ByteOrder byteOrder();

    /** What is known of the values of the record batches; null if nothing is. */
    abstract BlockStatistics statistics();

    /** The next message behind the schema; null at the end. */
    abstract EncapsulatedMessage next() throws IOException;

    /**
     * To be called at the end.
     *
     * @throws IpcFormatException if this is a stream that ends without the end-of-stream marker
     */
    abstract void requireEndMarker() throws IOException;

    /** Whether the message may stand in a file or stream that is written today, as it is. */
    final boolean isCopyable(EncapsulatedMessage message) {
        return message.message().version() == MetadataVersion.V5
                && byteOrder() == ByteOrder.LITTLE_ENDIAN
                && message.message().bodyLength() % BODY_ALIGNMENT == 0;
    }

    @Override
    public final void close() throws IOException {
        input.close();
    }

    private static final class OfFile extends ConcatenatedInput {
        private final FileFooter footer;
        private final FileBlocks blocks;
        private int dictionaryIndex;
        private int batchIndex;

        OfFile(SeekableInput input, ReadOptions options) throws IOException {
            super(input, options);
            FooterReader.Located located = FooterReader.read(input, options);
            this.footer = located.footer();
            this.blocks = new FileBlocks(located, input.name());
        }

        @Override
        IpcContainer container() {
            return IpcContainer.FILE;
        }

        @Override
        Schema schema() {
            return footer.schema();
        }

        @Override
        ByteOrder byteOrder() {
            return footer.byteOrder();
        }

        @Override
        BlockStatistics statistics() {
            return blocks.statistics().orElse(null);
        }

        @Override
        EncapsulatedMessage next() throws IOException {
            if (dictionaryIndex < footer.dictionaryCount()) {
                int index = dictionaryIndex++;
                return read(
                        blocks.dictionary(index),
                        "dictionary block " + index,
                        DictionaryBatchHeader.class);
            } else if (batchIndex < footer.recordBatchCount()) {
                int index = batchIndex++;
                return read(blocks.recordBatch(index), "block " + index, RecordBatchHeader.class);
            }
            return null;
        }

        @Override
        void requireEndMarker() {
            // The footer is behind it.
        }

        private EncapsulatedMessage read(
                Block block, String part, Class<? extends MessageHeader> expected)
                throws IOException {
            Location location = new Location(input.name(), part, block.offset());
            EncapsulatedMessage message = messages.read(block, location);
            if (!expected.isInstance(message.message().header())) {
                throw location.malformed(
                        expected == RecordBatchHeader.class
                                ? "expected a RecordBatch message"
                                : "expected a DictionaryBatch message");
            }
            return message;
        }
    }

    private static final class OfStream extends ConcatenatedInput {
        private final SchemaHeader schema;
        private long position;
        private long index = 1;

        OfStream(SeekableInput input, ReadOptions options) throws IOException {
            super(input, options);
            Location location = new Location(input.name(), "message 0", 0);
            EncapsulatedMessage first = messages.readNext(0, location);
            if (first == null || !(first.message().header() instanceof SchemaHeader header)) {
                throw location.malformed("expected a Schema message");
            }
            this.schema = header;
            this.position = first.end(input);
        }

        @Override
        IpcContainer container() {
            return IpcContainer.STREAM;
        }

        @Override
        Schema schema() {
            return schema.schema();
        }

        @Override
        ByteOrder byteOrder() {
            return schema.byteOrder();
        }

        @Override
        BlockStatistics statistics() {
            return null;
        }

        @Override
        EncapsulatedMessage next() throws IOException {
            Location location = new Location(input.name(), "message " + index, position);
            EncapsulatedMessage message = messages.readNext(position, location);
            if (message == null) {
                return null;
            }
            if (message.message().header() instanceof SchemaHeader) {
                throw location.malformed("a second Schema message");
            }
            position = message.end(input);
            index++;
            return message;
        }

        @Override
        void requireEndMarker() throws IOException {
            if (position >= input.size()) {
                throw new Location(input.name(), "message " + index, position)
                        .malformed(
                                "expected a message or the end-of-stream marker, found the end: the"
                                        + " stream has been cut");
            }
        }
    }
}
