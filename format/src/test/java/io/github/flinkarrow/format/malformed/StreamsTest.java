/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.malformed;

import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.Projection;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is no stream, or only a part of one, and what is said of it. */
class StreamsTest extends MalformedInput {

    @Test
    void streamWithoutAnEndMarkerIsComplete() throws IOException {
        byte[] stream = oneRow().stream();

        for (IpcStreamReader opened :
                new IpcStreamReader[] {openStream(stream), openPipe(stream)}) {
            try (IpcStreamReader reader = opened) {
                reader.next().close();
                assertThat(reader.next()).isNull();
                assertThat(reader.next()).isNull();
            }
        }
    }

    @Test
    void nothingIsReadBehindTheEndMarker() throws IOException {
        byte[] stream = oneRow().stream();
        byte[] more = Arrays.copyOf(stream, stream.length + 16);
        Arrays.fill(more, stream.length, stream.length + 4, (byte) -1);
        Arrays.fill(more, stream.length + 8, more.length, (byte) 77);

        try (IpcStreamReader reader = openPipe(more)) {
            reader.next().close();
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void streamThatEndsInsideABodyIsTruncatedThoughTheBodyIsPassedOver() throws IOException {
        byte[] whole = oneRow().stream();
        byte[] stream = Arrays.copyOf(whole, whole.length - 5);

        assertThatThrownBy(() -> openStream(stream).next(Projection.of()))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("s: message 1 @ ")
                .hasMessageContaining("the input ends inside the body: expected 8 bytes, found 3");
        assertThatThrownBy(() -> openPipe(stream).next())
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("p: message 1 @ ")
                .hasMessageContaining("the input ends too early");
        try (IpcStreamReader pipe = openPipe(stream)) {
            pipe.next(Projection.of()).close();
            assertThatThrownBy(() -> pipe.next(Projection.of()))
                    .isInstanceOf(IpcFormatException.class)
                    .hasMessageContaining("p: the input ends at offset " + stream.length)
                    .hasMessageContaining("inside a message that reaches to " + whole.length);
        }
    }

    @Test
    void streamThatEndsInsideMetadataIsTruncated() {
        byte[] whole = oneRow().stream();
        int second = oneRow().stream().length - new HandMadeFile(INTS).stream().length;
        int start = whole.length - second;
        for (int length : new int[] {start + 2, start + 4, start + 6}) {
            pipeFails(Arrays.copyOf(whole, length), "the input ends inside the prefix");
        }
        pipeFails(Arrays.copyOf(whole, start + 8), "the input ends too early");
        pipeFails(Arrays.copyOf(whole, start + 100), "the input ends too early");
    }

    @Test
    void bodyMayNotReachBeyondTheInput() {
        byte[] batch =
                new HandMadeFile(INTS)
                                .batch(
                                        b ->
                                                b.node(0, 0)
                                                        .noBuffer()
                                                        .noBuffer()
                                                        .declaredBody(Long.MAX_VALUE))
                                .stream();

        assertThatThrownBy(() -> openStream(batch).next())
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("s: message 1 @ ")
                .hasMessageContaining("the input ends inside the body");
        assertThatThrownBy(() -> openPipe(batch).next())
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("the input ends inside the body");
        byte[] schema = HandMadeFile.schemaWithBody(Long.MAX_VALUE);
        assertThatThrownBy(() -> openStream(schema))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("s: message 0 @ 0: the input ends inside the body");
        assertThatThrownBy(() -> openPipe(schema))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("p: message 0 @ 0: the input ends inside the body");
    }

    @Test
    void streamStartsWithItsSchema() {
        byte[] whole = oneRow().stream();
        int schema = new HandMadeFile(INTS).stream().length;

        assertThatThrownBy(() -> openStream(Arrays.copyOfRange(whole, schema, whole.length)))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("s: message 0 @ 0: expected a Schema message");
        assertThatThrownBy(() -> openStream(new byte[] {-1, -1, -1, -1, 0, 0, 0, 0}))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("found the end of the stream");
    }

    @Test
    void schemaComesOnce() throws IOException {
        byte[] schema = new HandMadeFile(INTS).stream();
        byte[] twice = Arrays.copyOf(schema, 2 * schema.length);
        System.arraycopy(schema, 0, twice, schema.length, schema.length);

        try (IpcStreamReader reader = openStream(twice)) {
            assertThatThrownBy(reader::next)
                    .isInstanceOf(IpcFormatException.class)
                    .hasMessageContaining("message 1 @ " + schema.length + ": a second Schema");
        }
    }

    private void pipeFails(byte[] bytes, String message) {
        assertThatThrownBy(() -> openPipe(bytes).next())
                .isInstanceOf(IpcFormatException.class)
                .hasMessageStartingWith("p: message 1 @ ")
                .hasMessageContaining(message);
    }

    @Test
    void streamThatWasCutBetweenTwoMessagesIsNotAtItsEnd() throws IOException {
        byte[] cut = oneRow().stream();
        RecordingInput whole = RecordingInput.of("s", cut);
        SeekableInput claimsMore =
                new SeekableInput() {
                    @Override
                    public String name() {
                        return "s";
                    }

                    @Override
                    public long size() {
                        return cut.length + 100L;
                    }

                    @Override
                    public int read(long position, ByteBuffer target) {
                        return whole.read(position, target);
                    }

                    @Override
                    public void close() {
                        whole.close();
                    }
                };

        try (IpcStreamReader reader = IpcStreamReader.open(claimsMore, options)) {
            reader.next().close();
            assertThatThrownBy(reader::next)
                    .isInstanceOf(IpcFormatException.class)
                    .hasMessageContaining("s: message 2 @ " + cut.length)
                    .hasMessageContaining("it had " + (cut.length + 100) + " bytes");
        }
    }
}
