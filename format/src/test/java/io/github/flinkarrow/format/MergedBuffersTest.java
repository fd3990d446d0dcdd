/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RecordingInput;
import io.github.flinkarrow.format.testing.RequestedInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Buffers that an input where requests take long would rather read with what is between them. */
class MergedBuffersTest {

    private static final int MERGED_GAP = 256 << 10;
    private static final int LOCAL_GAP = 4096;
    private static final int COLUMNS = 20;

    /** What may be held of a batch beyond what is asked for. */
    private static final long MOST_GAPS = 1 << 20;

    private final BufferAllocator allocator = BufferAllocator.create("test", 64 << 20);
    private final ReadOptions options = ReadOptions.DEFAULT.withAllocator(allocator);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @Test
    void whatLiesBetweenFewBytesIsNotHeld() throws IOException {
        RecordingInput recorded = RecordingInput.of("f", sparse(1, 200_000));

        try (IpcFileReader reader =
                        IpcFileReader.open(new RequestedInput(recorded, MERGED_GAP), options);
                RecordBatch batch = reader.recordBatch(0, everySecond())) {
            assertThat(PlainValues.value(batch.column(COLUMNS - 1), 0))
                    .isEqualTo((long) COLUMNS - 1);
            assertThat(allocator.peakAllocatedBytes()).isLessThan(MOST_GAPS + 100_000);
        }
    }

    @Test
    void asMuchAsIsAskedForMayLieBetween() throws IOException {
        RecordingInput recorded = RecordingInput.of("f", sparse(75_000, 200_000));

        try (IpcFileReader reader =
                IpcFileReader.open(new RequestedInput(recorded, MERGED_GAP), options)) {
            recorded.forget();
            reader.recordBatch(0, everySecond()).close();

            assertThat(recorded.ranges()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {LOCAL_GAP, MERGED_GAP})
    void theLimitCountsWhatIsAskedFor(int mergedGap) throws IOException {
        byte[] file = sparse(1, 4_000);
        ReadOptions enough = options.withMaxBatchBytes(COLUMNS * Integer.BYTES);
        ReadOptions tooFew = options.withMaxBatchBytes(COLUMNS * Integer.BYTES - 1);

        try (IpcFileReader reader =
                IpcFileReader.open(
                        new RequestedInput(RecordingInput.of("f", file), mergedGap), enough)) {
            reader.recordBatch(0, everySecond()).close();
        }
        try (IpcFileReader reader =
                IpcFileReader.open(
                        new RequestedInput(RecordingInput.of("f", file), mergedGap), tooFew)) {
            assertThatThrownBy(() -> reader.recordBatch(0, everySecond()))
                    .isInstanceOf(UnsupportedIpcFeatureException.class)
                    .hasMessageContaining("limit.batch-bytes");
        }
    }

    private static Projection everySecond() {
        return Projection.of(IntStream.range(0, COLUMNS).map(i -> 2 * i).toArray());
    }

    /** Columns of integers, each but the last before another with so many bytes of its own. */
    private static byte[] sparse(int rows, int between) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < 2 * COLUMNS; i++) {
            fields.add(Field.nullable("f" + i, new ArrowType.Int(32, true)));
        }
        return new HandMadeFile(new Schema(fields, Schema.of().metadata()))
                .batch(
                        batch -> {
                            batch.rows(rows);
                            for (int i = 0; i < COLUMNS; i++) {
                                int[] values = new int[rows];
                                values[0] = i;
                                batch.node(rows, 0).noBuffer().ints(values);
                                batch.node(rows, 0).noBuffer().ints(new int[between / 4]);
                            }
                        })
                .file();
    }
}
