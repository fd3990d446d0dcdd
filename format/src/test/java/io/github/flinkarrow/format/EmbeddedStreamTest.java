/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is compared of the messages inside of a file that its footer does not list. */
class EmbeddedStreamTest {

    @ParameterizedTest
    @ValueSource(longs = {1 << 20, Long.MAX_VALUE})
    void bodiesThatNoBlockBoundsEndBeforeTheFooter(long bodyLength) {
        byte[] file =
                new HandMadeFile(Schema.of()).gap(HandMadeFile.schemaWithBody(bodyLength)).file();

        assertThatThrownBy(
                        () -> IpcVerifier.verify(RecordingInput.of("f", file), ReadOptions.DEFAULT))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("f: message 1 @ ")
                .hasMessageContaining(
                        ": the body of " + bodyLength + " bytes reaches beyond the start of the")
                .hasMessageContaining(" footer at ");
    }

    @Test
    void bytesBetweenMessagesAreReadNoFurtherThanTheNextOne() throws IOException {
        HandMadeFile made = new HandMadeFile(Schema.of());
        int batches = 200;
        for (int i = 0; i < batches; i++) {
            // What was a message of so many bytes before there was a continuation marker.
            made.gap(new byte[] {0, 0x10, 0, 0, 0, 0, 0, 0}).batch(batch -> {});
        }
        byte[] file = made.file();
        RecordingInput input = RecordingInput.of("f", file);

        assertThat(IpcVerifier.verify(input, ReadOptions.DEFAULT).recordBatches())
                .isEqualTo(batches);

        long read = input.ranges().stream().mapToLong(r -> r.end() - r.start()).sum();
        assertThat(read).isLessThan(4L * file.length);
    }
}
