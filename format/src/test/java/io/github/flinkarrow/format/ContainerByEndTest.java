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

    private final byte[] bytes = fileThatStartsAsAStream();

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
            assertThat(reader.rowCount()).isEqualTo(2);
        }
    }

    private static byte[] fileThatStartsAsAStream() {
        byte[] bytes =
                new HandMadeFile(Schema.of(Field.nullable("i", new ArrowType.Int(32, true))))
                        .batch(batch -> batch.rows(2).node(2, 0).noBuffer().ints(1, 2))
                        .file();
        Arrays.fill(bytes, 0, Integer.BYTES, (byte) -1);
        return bytes;
    }
}
