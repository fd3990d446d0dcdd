/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.malformed;

import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.IpcVerifier;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.UnsupportedIpcFeatureException;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.HandMadeFile.Batch;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.junit.jupiter.api.AfterEach;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How input made by hand is read, and how it fails wherever it comes from. */
abstract class MalformedInput {

    static final ArrowType.Int INT8 = new ArrowType.Int(8, true);
    static final ArrowType.Int INT32 = new ArrowType.Int(32, true);
    static final Schema INTS = Schema.of(Field.nullable("i", INT32));
    static final Schema TEXT = Schema.of(Field.nullable("t", new ArrowType.Utf8()));

    final BufferAllocator allocator = BufferAllocator.create("test", 1 << 20);
    final ReadOptions options = ReadOptions.DEFAULT.withAllocator(allocator);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    /** A field of dictionary 7. */
    static Field encoded(String name, ArrowType values, ArrowType.Int indices) {
        return new Field(
                name,
                true,
                values,
                new DictionaryEncoding(7, indices, false),
                List.of(),
                KeyValueMetadata.EMPTY);
    }

    static HandMadeFile oneRow() {
        return new HandMadeFile(INTS).batch(b -> b.rows(1).node(1, 0).noBuffer().ints(1));
    }

    static byte[] file(Schema schema, Consumer<Batch> parts) {
        return new HandMadeFile(schema).batch(parts).file();
    }

    /** The first column of the only batch. */
    List<Object> read(Schema schema, Consumer<Batch> parts) throws IOException {
        return read(file(schema, parts), options);
    }

    /** The first column of the first batch. */
    static List<Object> read(byte[] file, ReadOptions options) throws IOException {
        try (IpcFileReader reader = IpcFileReader.open(RecordingInput.of("f", file), options);
                RecordBatch batch = reader.recordBatch(0)) {
            return PlainValues.of(batch.column(0));
        }
    }

    IpcFileReader openFile(byte[] bytes) throws IOException {
        return IpcFileReader.open(RecordingInput.of("f", bytes), options);
    }

    IpcStreamReader openStream(byte[] bytes) throws IOException {
        return IpcStreamReader.open(RecordingInput.of("s", bytes), options);
    }

    IpcStreamReader openPipe(byte[] bytes) throws IOException {
        return IpcStreamReader.open(new ByteArrayInputStream(bytes), "p", options);
    }

    IpcStreamReader openStream(byte[] bytes, boolean pipe) throws IOException {
        return pipe ? openPipe(bytes) : openStream(bytes);
    }

    /** Opening the file fails. */
    void fileFails(byte[] bytes, String message) {
        assertThatThrownBy(() -> openFile(bytes))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageStartingWith("f: ")
                .hasMessageContaining(message);
    }

    /** Reading a batch of one message fails. */
    void fails(Schema schema, Consumer<Batch> parts, String message) {
        throwsTyped(new HandMadeFile(schema), parts, IpcFormatException.class, message);
    }

    /** Reading a batch of one message is unsupported. */
    void unsupported(Schema schema, Consumer<Batch> parts, String message) {
        throwsTyped(new HandMadeFile(schema), parts, UnsupportedIpcFeatureException.class, message);
    }

    /** In a file, mapped or not, in a stream, and when it is verified. */
    void throwsTyped(HandMadeFile made, Consumer<Batch> parts, Class<?> type, String message) {
        int start = made.position();
        made.batch(parts);
        String inFile = "f: block 0 @ " + start + ": ";
        for (SeekableInput input :
                List.of(
                        RecordingInput.of("f", made.file()),
                        RecordingInput.mapped("f", made.file()))) {
            assertThatThrownBy(
                            () -> {
                                try (IpcFileReader reader = IpcFileReader.open(input, options)) {
                                    reader.recordBatch(0).close();
                                }
                            })
                    .isInstanceOf(type)
                    .hasMessageStartingWith(inFile)
                    .hasMessageContaining(message);
        }
        assertThatThrownBy(() -> IpcVerifier.verify(RecordingInput.of("f", made.file()), options))
                .isInstanceOf(type)
                .hasMessageStartingWith(inFile)
                .hasMessageContaining(message);
        String inStream = ": message 1 @ " + (start - 8) + ": ";
        assertThatThrownBy(() -> openPipe(made.stream()).next())
                .isInstanceOf(type)
                .hasMessageStartingWith("p" + inStream)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> openStream(made.stream()).next())
                .isInstanceOf(type)
                .hasMessageStartingWith("s" + inStream)
                .hasMessageContaining(message);
    }
}
