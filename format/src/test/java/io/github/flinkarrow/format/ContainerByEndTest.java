/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.RecordingInput;
import io.github.flinkarrow.format.testing.RequestedInput;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What ends like a file, and starts like a stream. */
class ContainerByEndTest {

    private static final int MERGED_GAP = 256 << 10;

    /** More than is requested of an end. */
    private static final int MANY = 20_000;

    private static final Schema SCHEMA =
            Schema.of(Field.nullable("i", new ArrowType.Int(32, true)));

    private final byte[] bytes = fileThatStartsAsAStream(MANY);

    @Test
    void theStartDecidesWhereItCostsNoRequest() throws IOException {
        RecordingInput input = RecordingInput.of("f", bytes);

        assertThat(IpcContainer.of(input)).isEqualTo(IpcContainer.STREAM);
        assertThat(IpcContainer.ofEnd(input)).isEqualTo(IpcContainer.STREAM);
        assertThatThrownBy(() -> IpcFileReader.open(input, ReadOptions.DEFAULT))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("a stream, not a file");
    }

    @Test
    void theEndDecidesWhereTheStartIsAnotherRequest() throws IOException {
        SeekableInput input = new RequestedInput(RecordingInput.of("f", bytes), MERGED_GAP);

        assertThat(IpcContainer.ofEnd(input)).isEqualTo(IpcContainer.FILE);
        try (IpcFileReader reader = IpcFileReader.open(input, ReadOptions.DEFAULT)) {
            assertThat(reader.rowCount()).isEqualTo(MANY);
        }
    }

    @Test
    void theStartDecidesWhereEverythingIsVerified() {
        SeekableInput input = new RequestedInput(RecordingInput.of("f", bytes), MERGED_GAP);
        ReadOptions full = ReadOptions.DEFAULT.withValidation(Validation.FULL);

        assertThatThrownBy(() -> IpcFileReader.open(input, full))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("a stream, not a file");
    }

    @Test
    void theStartDecidesWhereItIsPartOfTheRequest() throws IOException {
        byte[] few = fileThatStartsAsAStream(2);
        SeekableInput input = new RequestedInput(RecordingInput.of("f", few), MERGED_GAP);

        assertThat(IpcContainer.ofEnd(input)).isEqualTo(IpcContainer.STREAM);
        assertThatThrownBy(() -> IpcFileReader.open(input, ReadOptions.DEFAULT))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("a stream, not a file");
    }

    @Test
    void aFooterThatNamesNothingIsNotBelievedWithoutTheStart() {
        byte[] nothing = new HandMadeFile(SCHEMA).file();
        byte[] stream = new byte[1 << 17];
        System.arraycopy(nothing, 0, stream, stream.length - nothing.length, nothing.length);
        Arrays.fill(stream, 0, Integer.BYTES, (byte) -1);
        SeekableInput input = new RequestedInput(RecordingInput.of("f", stream), MERGED_GAP);

        assertThatThrownBy(() -> IpcFileReader.open(input, ReadOptions.DEFAULT))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("a stream, not a file");
    }

    private static byte[] fileThatStartsAsAStream(int rows) {
        byte[] bytes =
                new HandMadeFile(SCHEMA)
                        .batch(
                                batch ->
                                        batch.rows(rows)
                                                .node(rows, 0)
                                                .noBuffer()
                                                .ints(new int[rows]))
                        .file();
        Arrays.fill(bytes, 0, Integer.BYTES, (byte) -1);
        return bytes;
    }
}
