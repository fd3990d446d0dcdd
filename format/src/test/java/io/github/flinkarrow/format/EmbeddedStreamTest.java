/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
}
