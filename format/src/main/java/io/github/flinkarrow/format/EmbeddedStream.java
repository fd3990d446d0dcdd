/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.FileFooter;
import io.github.flinkarrow.format.internal.metadata.SchemaHeader;

import java.io.IOException;
import java.util.TreeMap;

/**
 * The stream that a file holds between its magic and its footer, compared with the footer.
 *
 * <p>It may lack its schema and its end-of-stream marker, and there may be anything between two
 * messages.
 */
final class EmbeddedStream {

    private final SeekableInput input;
    private final FileFooter footer;
    private final long end;

    /** What the footer calls the messages, by their offsets. */
    private final TreeMap<Long, String> blocks = new TreeMap<>();

    private EmbeddedStream(SeekableInput input, FooterReader.Located located) {
        this.input = input;
        this.footer = located.footer();
        this.end = located.start();
        for (int i = 0; i < footer.dictionaryCount(); i++) {
            blocks.put(footer.dictionaryOffset(i), "dictionary block " + i);
        }
        for (int i = 0; i < footer.recordBatchCount(); i++) {
            blocks.put(footer.recordBatchOffset(i), "block " + i);
        }
    }

    /**
     * Compares both.
     *
     * @param input a file whose blocks are known to be messages inside of the file
     * @throws IpcFormatException if they disagree
     */
    static void check(SeekableInput input, ReadOptions options) throws IOException {
        new EmbeddedStream(input, FooterReader.read(input, options))
                .check(new MessageReader(input, options));
    }

    private void check(MessageReader messages) throws IOException {
        long position = FooterReader.HEAD;
        for (int index = 0; position < end; index++) {
            Location location = new Location(input.name(), "message " + index, position);
            Long nextBlock = blocks.higherKey(position);
            long next = nextBlock == null ? end : nextBlock;
            EncapsulatedMessage message = readIfAny(messages, position, next, location);
            if (message != null) {
                check(message, position, next);
                position = message.end(input);
            } else if (nextBlock != null) {
                position = nextBlock;
            } else {
                return;
            }
        }
    }

    /** The message at a position, or null where bytes that no block refers to are none. */
    private EncapsulatedMessage readIfAny(
            MessageReader messages, long position, long next, Location location)
            throws IOException {
        try {
            return messages.readNext(position, next, location);
        } catch (IpcFormatException | UnsupportedIpcFeatureException e) {
            if (blocks.containsKey(position)) {
                throw e;
            }
            return null;
        }
    }

    private void check(EncapsulatedMessage message, long position, long next)
            throws IpcFormatException {
        Location location = message.location();
        if (message.message().bodyLength() > next - message.bodyPosition()) {
            throw location.malformed(
                    "the body of "
                            + message.message().bodyLength()
                            + " bytes reaches beyond the start of "
                            + blocks.getOrDefault(next, "the footer")
                            + " at "
                            + next);
        }
        if (message.message().header() instanceof SchemaHeader schema) {
            checkSchema(schema, location);
        } else if (!blocks.containsKey(position)) {
            throw location.malformed("the footer does not list this message of the stream");
        }
    }

    private void checkSchema(SchemaHeader schema, Location location) throws IpcFormatException {
        if (schema.byteOrder() != footer.byteOrder()) {
            throw location.malformed(
                    "the stream is "
                            + schema.byteOrder()
                            + ", and "
                            + footer.byteOrder()
                            + " by the footer");
        }
        String difference = SchemaDifference.between(schema.schema(), footer.schema());
        if (difference != null) {
            throw location.malformed(
                    "the schema of the stream is not that of the footer: " + difference);
        }
    }
}
