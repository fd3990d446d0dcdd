/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import io.github.flinkarrow.format.internal.metadata.Message;
import io.github.flinkarrow.format.internal.metadata.MessageDecoder;
import io.github.flinkarrow.format.internal.metadata.MetadataLimits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the prefix and the metadata of encapsulated messages, and no bodies.
 *
 * @see <a
 *     href="https://arrow.apache.org/docs/format/Columnar.html#encapsulated-message-format">Encapsulated
 *     message format</a>
 */
final class MessageReader {

    /** Precedes the length of the metadata since 0.15. */
    static final int CONTINUATION = 0xFFFFFFFF;

    private final SeekableInput input;
    private final int maxMetadataBytes;
    private final MetadataLimits limits;

    MessageReader(SeekableInput input, ReadOptions options) {
        this.input = input;
        this.maxMetadataBytes = options.maxMetadataBytes();
        this.limits = new MetadataLimits(options.maxNesting());
    }

    /** Reads the message of a block, whose lengths it has to have. */
    EncapsulatedMessage read(Block block, Location location) throws IOException {
        checkMetadataLength(block.offset(), block.metadataLength(), location);
        byte[] bytes = InputBytes.read(input, block.offset(), block.metadataLength(), location);
        ByteBuffer prefix = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int prefixLength = bytes.length >= 8 && prefix.getInt(0) == CONTINUATION ? 8 : 4;
        if (bytes.length < prefixLength) {
            throw location.malformed(
                    "expected a message, found a block of " + bytes.length + " bytes of metadata");
        }
        int length = prefix.getInt(prefixLength - 4);
        if (length <= 0 || length > bytes.length - prefixLength) {
            throw location.malformed(
                    "the metadata has "
                            + length
                            + " bytes by its prefix: expected 1 to "
                            + (bytes.length - prefixLength)
                            + ", as its block has");
        }
        ByteBuffer metadata = prefix.slice(prefixLength, length);
        Message message = decode(metadata, location);
        if (message.bodyLength() != block.bodyLength()) {
            throw location.malformed(
                    "the body has "
                            + message.bodyLength()
                            + " bytes by its message and "
                            + block.bodyLength()
                            + " by its block");
        }
        return new EncapsulatedMessage(
                message, metadata, location, block.offset() + block.metadataLength());
    }

    /**
     * Reads the message at a position of a stream.
     *
     * @return null at the end-of-stream marker, or where the input ends before a message
     */
    EncapsulatedMessage readNext(long position, Location location) throws IOException {
        return readNext(position, input.size(), location);
    }

    /**
     * The same where the next message is known.
     *
     * @param end where the metadata ends at the latest: of more, nothing is read
     */
    EncapsulatedMessage readNext(long position, long end, Location location) throws IOException {
        ByteBuffer word = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        int read = InputBytes.readAtMost(input, position, word);
        if (read == 0) {
            requireEnd(position, location);
            return null;
        }
        long next = position + read;
        if (read == 4 && word.getInt(0) == CONTINUATION) {
            read = InputBytes.readAtMost(input, next, word.clear());
            next += read;
        }
        if (read < 4) {
            throw location.malformed("the input ends inside the prefix of a message");
        }
        int length = word.getInt(0);
        if (length == 0) {
            return null;
        }
        checkMetadataLength(next, length, location);
        if (length > end - next) {
            throw location.malformed(
                    "the metadata has " + length + " bytes, and reaches beyond " + end);
        }
        ByteBuffer metadata = ByteBuffer.wrap(InputBytes.read(input, next, length, location));
        Message message = decode(metadata, location);
        return new EncapsulatedMessage(message, metadata, location, next + length);
    }

    /** An input that was cut since it was opened is not at its end. */
    private void requireEnd(long position, Location location) throws IpcFormatException {
        if (input.size() != ForwardInput.UNKNOWN_SIZE && position < input.size()) {
            throw location.malformed(
                    "the input ends here, though it had "
                            + input.size()
                            + " bytes when it was opened");
        }
    }

    private void checkMetadataLength(long position, int length, Location location)
            throws IOException {
        if (length <= 0) {
            throw location.malformed("the metadata has " + length + " bytes");
        }
        InputBytes.require(input, position, length, location);
        if (length > maxMetadataBytes) {
            throw location.exceeds(
                    Limit.METADATA_BYTES,
                    maxMetadataBytes,
                    "the metadata has " + length + " bytes");
        }
    }

    private Message decode(ByteBuffer metadata, Location location) throws IOException {
        try {
            return MessageDecoder.decode(metadata, limits);
        } catch (MalformedDataException e) {
            throw location.malformed(e);
        } catch (UnsupportedFeatureException e) {
            throw location.unsupported(e);
        }
    }
}
