/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.malformed;

import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.UnsupportedIpcFeatureException;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The length of a message's metadata, in its prefix, is that of what follows. */
class MetadataLengthsTest extends MalformedInput {

    /** Where the prefix of the record batch is in a stream, and 8 bytes later in a file. */
    private static final int START = new HandMadeFile(INTS).stream().length;

    private static final int IN_STREAM = START + 4;
    private static final int IN_FILE = 8 + IN_STREAM;

    private static byte[] with(int length, byte[] bytes, int at) {
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, length);
        return bytes;
    }

    private static byte[] stream(int length) {
        return with(length, oneRow().stream(), IN_STREAM);
    }

    private void inFileFails(int length, String message) throws IOException {
        try (IpcFileReader reader = openFile(with(length, oneRow().file(), IN_FILE))) {
            assertThatThrownBy(() -> reader.recordBatch(0))
                    .isInstanceOf(IpcFormatException.class)
                    .hasMessageStartingWith("f: block 0 @ " + (IN_FILE - 4) + ": ")
                    .hasMessageContaining(message);
        }
    }

    private void inStreamFails(int length, String message) {
        assertThatThrownBy(() -> openStream(stream(length)).next())
                .isInstanceOf(IpcFormatException.class)
                .hasMessageStartingWith("s: message 1 @ " + START + ": ")
                .hasMessageContaining(message);
    }

    private void inPipeFails(int length, String message) {
        assertThatThrownBy(() -> openPipe(stream(length)).next())
                .isInstanceOf(IpcFormatException.class)
                .hasMessageStartingWith("p: message 1 @ " + START + ": ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, -8, Integer.MIN_VALUE})
    void isNotNegative(int length) throws IOException {
        inFileFails(length, "the metadata has " + length + " bytes by its prefix: expected 1 to ");
        inStreamFails(length, "the metadata has " + length + " bytes");
        inPipeFails(length, "the metadata has " + length + " bytes");
    }

    @Test
    void isNotZeroInABlockAndIsTheEndOfAStream() throws IOException {
        inFileFails(0, "the metadata has 0 bytes by its prefix: expected 1 to ");
        assertThat(openStream(stream(0)).next()).isNull();
        assertThat(openPipe(stream(0)).next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1 << 12, 1 << 20, 64 << 20, (64 << 20) + 1, Integer.MAX_VALUE})
    void isNotBeyondTheBlockOrTheInput(int length) throws IOException {
        inFileFails(length, "the metadata has " + length + " bytes by its prefix: expected 1 to ");
        inStreamFails(length, "the input ends too early: expected " + length + " bytes at offset ");
    }

    @Test
    void isNotBeyondTheEndOfAPipe() {
        inPipeFails(64 << 20, "the input ends too early: expected ");
    }

    @Test
    void coversAllOfTheMetadata() throws IOException {
        inFileFails(8, "metadata byte ");
        inStreamFails(8, "metadata byte ");
        inPipeFails(8, "metadata byte ");
    }

    @Test
    void isBelowTheLimit() throws IOException {
        // That of the schema is not, so that the message of the batch is what is refused.
        HandMadeFile made = oneRow();
        int batch = made.stream().length - START - 16;
        ReadOptions low = options.withMaxMetadataBytes(batch - 1);
        String message =
                "the metadata has %d bytes, more than the limit of %d (limit.metadata-bytes)";

        assertThatThrownBy(
                        () ->
                                IpcStreamReader.open(RecordingInput.of("s", made.stream()), low)
                                        .next())
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessage("s: message 1 @ " + START + ": " + message, batch, batch - 1);
        assertThatThrownBy(
                        () ->
                                IpcStreamReader.open(
                                                new ByteArrayInputStream(made.stream()), "p", low)
                                        .next())
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessage("p: message 1 @ " + START + ": " + message, batch, batch - 1);
    }

    @Test
    void isBelowTheLimitInAPipeOfAnyLength() {
        assertThatThrownBy(() -> openPipe(stream((64 << 20) + 1)).next())
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessage(
                        "p: message 1 @ %d: the metadata has 67108865 bytes, more than the limit"
                                + " of 67108864 (limit.metadata-bytes)",
                        START);
    }
}
