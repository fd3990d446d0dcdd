/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import io.github.flinkarrow.format.Compression;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.compression.NoCompressionCodec;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageChannelReader;
import org.apache.arrow.vector.ipc.message.MessageResult;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files and streams as arrow-java reads and writes them. */
public final class OracleIpc {

    private OracleIpc() {}

    public static ArrowReader reader(
            IpcContainer container, byte[] bytes, BufferAllocator allocator) {
        return container == IpcContainer.FILE
                ? new ArrowFileReader(
                        new ByteArrayReadableSeekableByteChannel(bytes),
                        allocator,
                        CommonsCompressionFactory.INSTANCE)
                : new ArrowStreamReader(
                        new ByteArrayInputStream(bytes),
                        allocator,
                        CommonsCompressionFactory.INSTANCE);
    }

    /**
     * A writer without dictionaries.
     *
     * @param footer not written to a stream
     */
    public static ArrowWriter writer(
            IpcContainer container,
            Compression compression,
            KeyValueMetadata footer,
            VectorSchemaRoot root,
            MemoryChannel output) {
        CodecType codec =
                switch (compression) {
                    case NONE -> CodecType.NO_COMPRESSION;
                    case LZ4_FRAME -> CodecType.LZ4_FRAME;
                    case ZSTD -> CodecType.ZSTD;
                };
        CompressionCodec.Factory factory =
                compression == Compression.NONE
                        ? NoCompressionCodec.Factory.INSTANCE
                        : CommonsCompressionFactory.INSTANCE;
        return container == IpcContainer.FILE
                ? new ArrowFileWriter(
                        root,
                        null,
                        output,
                        RandomMetadata.map(footer),
                        IpcOption.DEFAULT,
                        factory,
                        codec,
                        Optional.empty())
                : new ArrowStreamWriter(
                        root, null, output, IpcOption.DEFAULT, factory, codec, Optional.empty());
    }

    /** The schema as arrow-java understands it. */
    public static org.apache.arrow.vector.types.pojo.Schema schema(
            Schema schema, BufferAllocator allocator) throws IOException {
        byte[] stream =
                WrittenBatches.write(IpcContainer.STREAM, schema, List.of(), WriteOptions.DEFAULT);
        try (ArrowReader reader = reader(IpcContainer.STREAM, stream, allocator)) {
            return reader.getVectorSchemaRoot().getSchema();
        }
    }

    /** The custom metadata of the messages of record batches. */
    public static List<KeyValueMetadata> messageMetadata(
            IpcContainer container, byte[] bytes, BufferAllocator allocator) throws IOException {
        List<KeyValueMetadata> found = new ArrayList<>();
        int start = container == IpcContainer.FILE ? 8 : 0;
        var stream = new ByteArrayInputStream(bytes, start, bytes.length - start);
        try (MessageChannelReader reader =
                new MessageChannelReader(new ReadChannel(Channels.newChannel(stream)), allocator)) {
            for (MessageResult next = reader.readNext(); next != null; next = reader.readNext()) {
                if (next.getBodyBuffer() != null) {
                    next.getBodyBuffer().close();
                }
                if (next.getMessage().headerType() == MessageHeader.RecordBatch) {
                    found.add(metadata(next.getMessage()));
                }
            }
        }
        return found;
    }

    private static KeyValueMetadata metadata(Message message) {
        List<KeyValueMetadata.KeyValue> pairs = new ArrayList<>();
        for (int i = 0; i < message.customMetadataLength(); i++) {
            KeyValue pair = message.customMetadata(i);
            pairs.add(new KeyValueMetadata.KeyValue(pair.key(), pair.value()));
        }
        return new KeyValueMetadata(pairs);
    }
}
