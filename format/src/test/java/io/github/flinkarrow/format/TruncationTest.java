/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.testing.GoldenContainers;
import io.github.flinkarrow.format.testing.HostileRead;
import io.github.flinkarrow.format.testing.HostileRead.Result;
import io.github.flinkarrow.format.testing.MemoryInput;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads each start of every golden file that is a multiple of 8 bytes. */
class TruncationTest {

    private static final int MOST_VALUES = 4;

    /** Copying large starts takes long: few of those are read into buffers as well. */
    private static final int SMALL = 32 << 10;

    private static final int BUFFERED_OF = 1024;

    static List<String> names() throws IOException {
        return GoldenContainers.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void truncatedFileFailsAndTruncatedStreamGivesItsFirstBatches(String name) throws IOException {
        byte[] bytes = GoldenContainers.bytes(name);
        HostileRead read = new HostileRead(MOST_VALUES);
        Result whole = read.all(new MemoryInput(name, bytes, bytes.length, true));
        assertThat(whole.failure()).isNull();
        for (int size = 0; size < bytes.length; size += Long.BYTES) {
            try {
                Result part = read.all(new MemoryInput(name, bytes, size, true));
                if (size <= SMALL || size % BUFFERED_OF == 0) {
                    MemoryInput buffered = new MemoryInput(name, bytes, size, false);
                    assertThat(read.all(buffered)).isEqualTo(part);
                }
                if (name.endsWith(".stream")) {
                    assertThat(part.batches())
                            .isEqualTo(whole.batches().subList(0, part.batches().size()));
                } else {
                    assertThat(part.failure()).isNotNull();
                }
            } catch (RuntimeException | Error | IOException e) {
                throw new AssertionError(name + " cut to " + size + " bytes", e);
            }
        }
    }
}
