/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.malformed;

import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.IpcVerifier;
import io.github.flinkarrow.format.UnsupportedIpcFeatureException;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is no file, or only a part of one, and what is said of it. */
class FilesTest extends MalformedInput {

    @Test
    void emptyInputIsToldApart() {
        everyReaderFails(new byte[0], IpcFormatException.class, "the input is empty");
    }

    @Test
    void textIsToldApart() {
        everyReaderFails(ascii("col1,col2\n1,2\n"), IpcFormatException.class, "neither an Arrow");
        everyReaderFails(ascii("a"), IpcFormatException.class, "neither an Arrow");
    }

    @Test
    void featherV1IsToldApart() {
        everyReaderFails(
                ascii("FEA1........FEA1"), UnsupportedIpcFeatureException.class, "Feather V1");
    }

    @Test
    void fileIsNotReadAsAStreamNorAStreamAsAFile() {
        HandMadeFile made = new HandMadeFile(INTS);

        assertThatThrownBy(() -> openStream(made.file()))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("a file, not a stream");
        assertThatThrownBy(() -> openPipe(made.file()))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("p: a file, not a stream");
        assertThatThrownBy(() -> openFile(made.stream()))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("a stream, not a file");
    }

    @Test
    void inputIsClosedWhereOpeningFails() {
        RecordingInput file = RecordingInput.of("f", ascii("some text"));
        RecordingInput stream = RecordingInput.of("s", ascii("some text"));

        assertThatThrownBy(() -> IpcFileReader.open(file, options)).isNotNull();
        assertThatThrownBy(() -> IpcStreamReader.open(stream, options)).isNotNull();
        assertThat(file.isClosed()).isTrue();
        assertThat(stream.isClosed()).isTrue();
    }

    @Test
    void fileWithoutItsEndIsTruncated() {
        byte[] file = new HandMadeFile(INTS).file();

        fileFails(Arrays.copyOf(file, file.length - 1), "does not end with ARROW1");
        fileFails(Arrays.copyOf(file, 8), "a file of 8 bytes has no room for a footer");
    }

    @Test
    void fileThatStartsOtherwiseIsNone() {
        byte[] file = oneRow().file();
        byte[] stream = oneRow().file();
        Arrays.fill(file, 0, 8, (byte) 'x');
        // A continuation marker, as a stream starts with.
        Arrays.fill(stream, 0, 4, (byte) -1);
        for (byte[] bytes : List.of(file, stream)) {
            assertThatThrownBy(() -> read(bytes, options))
                    .isInstanceOf(IpcFormatException.class)
                    .hasMessageStartingWith("f: ")
                    .hasMessageContaining("start with");
            assertThatThrownBy(() -> IpcVerifier.verify(RecordingInput.of("f", bytes), options))
                    .isInstanceOf(IpcFormatException.class)
                    .hasMessageStartingWith("f: ");
        }
    }

    @Test
    void lengthOfTheFooterFitsTheFile() {
        byte[] file = new HandMadeFile(INTS).file();
        int at = file.length - 10;
        for (int length : new int[] {0, -1, file.length - 17, Integer.MAX_VALUE}) {
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(at, length);
            fileFails(
                    file,
                    "the footer has " + length + " bytes: expected 1 to " + (file.length - 18));
        }
    }

    @Test
    void lengthOfTheFooterLeadsToItsStart() {
        byte[] file = new HandMadeFile(INTS).file();
        int at = file.length - 10;
        int right = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
        for (int length : new int[] {1, 10, right - 8, right - 4, right + 4, right + 8}) {
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(at, length);
            fileFails(file, "f: footer @ " + (at - length) + ": ");
        }
    }

    private void everyReaderFails(byte[] bytes, Class<?> type, String message) {
        assertThatThrownBy(() -> IpcContainer.of(RecordingInput.of("c", bytes)))
                .isInstanceOf(type)
                .hasMessageStartingWith("c: ")
                .hasMessageContaining(message);
        assertThatThrownBy(() -> openFile(bytes))
                .isInstanceOf(type)
                .hasMessageStartingWith("f: ")
                .hasMessageContaining(message);
        assertThatThrownBy(() -> openStream(bytes))
                .isInstanceOf(type)
                .hasMessageStartingWith("s: ")
                .hasMessageContaining(message);
        assertThatThrownBy(() -> openPipe(bytes))
                .isInstanceOf(type)
                .hasMessageStartingWith("p: ")
                .hasMessageContaining(message);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
