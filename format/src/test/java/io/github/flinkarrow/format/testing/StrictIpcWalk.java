/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Walks over what a writer has written, and fails where it is not as strict as a writer should be,
 * however much a reader would forgive: alignment, padding, versions, markers, and a footer that
 * says the same as the messages. Knows nothing of the project's own readers and writers.
 *
 * @see <a
 *     href="https://arrow.apache.org/docs/format/Columnar.html#serialization-and-interprocess-communication-ipc">IPC</a>
 */
public final class StrictIpcWalk {

    private static final int BUFFER_ALIGNMENT = 64;
    private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

    /**
     * A message as it was found.
     *
     * @param metadataLength with prefix and padding
     */
    public record Found(byte headerType, long offset, int metadataLength, long bodyLength) {}

    private final byte[] bytes;
    private final ByteBuffer view;
    private final List<Found> messages = new ArrayList<>();

    private StrictIpcWalk(byte[] bytes) {
        this.bytes = bytes;
        this.view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Walks over a stream; what it found. */
    public static List<Found> stream(byte[] bytes) {
        StrictIpcWalk walk = new StrictIpcWalk(bytes);
        assertThat(walk.messages(0)).as("the end of the stream").isEqualTo(bytes.length);
        return walk.messages;
    }

    /** Walks over a file; what it found. */
    public static List<Found> file(byte[] bytes) {
        StrictIpcWalk walk = new StrictIpcWalk(bytes);
        assertThat(Arrays.copyOf(bytes, 8)).isEqualTo(Arrays.copyOf(MAGIC, 8));
        assertThat(Arrays.copyOfRange(bytes, bytes.length - MAGIC.length, bytes.length))
                .isEqualTo(MAGIC);
        int footerStart = walk.messages(8);
        int lengthAt = bytes.length - MAGIC.length - Integer.BYTES;
        assertThat(walk.view.getInt(lengthAt)).isEqualTo(lengthAt - footerStart);
        walk.footer(Arrays.copyOfRange(bytes, footerStart, lengthAt));
        return walk.messages;
    }

    /** Walks from message to message up to the marker of the end; where that ends. */
    private int messages(int start) {
        int at = start;
        while (true) {
            assertThat(at % 8).as("alignment of the message @ %d", at).isZero();
            assertThat(view.getInt(at)).as("the continuation marker @ %d", at).isEqualTo(-1);
            int length = view.getInt(at + 4);
            if (length == 0) {
                return at + 8;
            }
            at = message(at, length);
        }
    }

    private int message(int start, int length) {
        int bodyStart = start + 8 + length;
        assertThat(bodyStart % BUFFER_ALIGNMENT).as("alignment of the body @ %d", start).isZero();
        Message message =
                Message.getRootAsMessage(
                        ByteBuffer.wrap(Arrays.copyOfRange(bytes, start + 8, bodyStart)));
        assertThat(message.version()).isEqualTo(MetadataVersion.V5);
        int bodyLength = Math.toIntExact(message.bodyLength());
        assertThat(bodyLength % BUFFER_ALIGNMENT).as("padding of the body @ %d", start).isZero();
        boolean first = messages.isEmpty();
        assertThat(message.headerType() == MessageHeader.Schema)
                .as("a Schema message is the first, and only that @ %d", start)
                .isEqualTo(first);
        if (message.headerType() == MessageHeader.RecordBatch) {
            batch((RecordBatch) message.header(new RecordBatch()), bodyStart, bodyLength);
        } else if (message.headerType() == MessageHeader.DictionaryBatch) {
            DictionaryBatch dictionary = (DictionaryBatch) message.header(new DictionaryBatch());
            batch(dictionary.data(), bodyStart, bodyLength);
        } else {
            assertThat(message.header(new Schema())).isNotNull();
            assertThat(bodyLength).isZero();
        }
        messages.add(new Found(message.headerType(), start, 8 + length, bodyLength));
        return bodyStart + bodyLength;
    }

    /** Buffers follow each other, aligned, and what is between them is zero. */
    private void batch(RecordBatch batch, int bodyStart, int bodyLength) {
        long end = 0;
        for (int i = 0; i < batch.buffersLength(); i++) {
            Buffer buffer = batch.buffers(i);
            String where = "buffer " + i + " of the body @ " + bodyStart;
            assertThat(buffer.offset() % BUFFER_ALIGNMENT).as("alignment of %s", where).isZero();
            assertThat(buffer.offset()).as("start of %s", where).isEqualTo(padded(end));
            assertZero(bodyStart + end, bodyStart + buffer.offset(), where);
            end = buffer.offset() + buffer.length();
        }
        assertThat(padded(end)).as("length of the body @ %d", bodyStart).isEqualTo(bodyLength);
        assertZero(bodyStart + end, bodyStart + bodyLength, "the end of the body @ " + bodyStart);
        for (int i = 0; i < batch.nodesLength(); i++) {
            FieldNode node = batch.nodes(i);
            assertThat(node.nullCount()).isBetween(0L, node.length());
        }
    }

    private void assertZero(long start, long end, String where) {
        for (long i = start; i < end; i++) {
            assertThat(bytes[Math.toIntExact(i)]).as("padding before %s", where).isZero();
        }
    }

    private static long padded(long end) {
        return (end + BUFFER_ALIGNMENT - 1) / BUFFER_ALIGNMENT * BUFFER_ALIGNMENT;
    }

    private void footer(byte[] footerBytes) {
        Footer footer = Footer.getRootAsFooter(ByteBuffer.wrap(footerBytes));
        assertThat(footer.version()).isEqualTo(MetadataVersion.V5);
        List<Found> dictionaries = new ArrayList<>();
        List<Found> batches = new ArrayList<>();
        for (int i = 0; i < footer.dictionariesLength(); i++) {
            dictionaries.add(found(MessageHeader.DictionaryBatch, footer.dictionaries(i)));
        }
        for (int i = 0; i < footer.recordBatchesLength(); i++) {
            batches.add(found(MessageHeader.RecordBatch, footer.recordBatches(i)));
        }
        assertThat(dictionaries).isEqualTo(messagesOf(MessageHeader.DictionaryBatch));
        assertThat(batches).isEqualTo(messagesOf(MessageHeader.RecordBatch));
        assertThat(messages).hasSize(1 + dictionaries.size() + batches.size());
    }

    private List<Found> messagesOf(byte headerType) {
        return messages.stream().filter(found -> found.headerType() == headerType).toList();
    }

    private static Found found(byte headerType, Block block) {
        return new Found(headerType, block.offset(), block.metaDataLength(), block.bodyLength());
    }
}
