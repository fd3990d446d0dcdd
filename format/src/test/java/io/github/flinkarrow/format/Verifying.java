/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.RecordingInput;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What {@link IpcVerifier} says of a file and of its messages as a stream. */
final class Verifying {

    private Verifying() {}

    static void valid(HandMadeFile made) {
        for (byte[] bytes : List.of(made.file(), made.stream())) {
            assertThatCode(() -> verify(bytes)).doesNotThrowAnyException();
        }
    }

    static void invalid(HandMadeFile made, String reason) {
        for (byte[] bytes : List.of(made.file(), made.stream())) {
            assertThatThrownBy(() -> verify(bytes))
                    .isInstanceOf(IpcFormatException.class)
                    .hasMessageContaining(reason);
        }
    }

    private static IpcVerifier.Contents verify(byte[] bytes) throws Exception {
        return IpcVerifier.verify(RecordingInput.of("f", bytes), ReadOptions.DEFAULT);
    }
}
