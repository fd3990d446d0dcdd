/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What {@link DictionaryChanges} passes over is checked as what is read. */
class DictionaryChangesTest {

    @Test
    void bodiesEndInsideTheInput() {
        byte[] stream = HandMadeFile.schemaWithBody(Long.MAX_VALUE);

        assertThatThrownBy(
                        () ->
                                DictionaryChanges.hasAny(
                                        RecordingInput.of("s", stream), ReadOptions.DEFAULT))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("s: message 0 @ 0: the input ends inside the body");
    }
}
