/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.malformed;

import io.github.flinkarrow.format.UnsupportedIpcFeatureException;
import io.github.flinkarrow.format.internal.metadata.BodyCompression;
import io.github.flinkarrow.format.testing.Bombs;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.HandMadeFile.Batch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import java.io.IOException;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

/** Small frames that grow to gigabytes take no more memory than they were promised. */
class DecompressionBombsTest extends MalformedInput {

    /** The frames are fetched before they are refused. */
    private static final long FRAME_AND_LITTLE_MORE = 5L << 20;

    @AfterEach
    void nothingLargeWasAllocated() {
        assertThat(allocator.peakAllocatedBytes()).isLessThan(FRAME_AND_LITTLE_MORE);
    }

    private static Consumer<Batch> bomb(BodyCompression codec, long length) {
        byte[] frame = Bombs.frame(codec, Bombs.TOO_LONG);
        return b -> b.compression(codec).rows(2).node(2, 0).noBuffer().compressed(length, frame);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void framesAreValid(BodyCompression codec) throws IOException {
        byte[] frame = Bombs.frame(codec, Bombs.STEP);
        int rows = Bombs.STEP / Integer.BYTES;

        assertThat(
                        read(
                                INTS,
                                b ->
                                        b.compression(codec)
                                                .rows(rows)
                                                .node(rows, 0)
                                                .noBuffer()
                                                .compressed(Bombs.STEP, frame)))
                .hasSize(rows)
                .containsOnly(0L);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void lengthThatIsRightIsAboveTheLimit(BodyCompression codec) {
        throwsTyped(
                new HandMadeFile(INTS),
                bomb(codec, Bombs.TOO_LONG),
                UnsupportedIpcFeatureException.class,
                "the chosen columns take 1077936128 bytes, more than the limit of 1073741824"
                        + " (limit.batch-bytes)");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void lengthThatIsTooSmallIsAllThatIsAllocated(BodyCompression codec) {
        for (long length : new long[] {0, 8, 1 << 16}) {
            fails(INTS, bomb(codec, length), "field 'i': compressed values buffer: ");
        }
    }
}
