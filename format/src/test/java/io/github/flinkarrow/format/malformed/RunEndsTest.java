/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.malformed;

import io.github.flinkarrow.format.UnsupportedIpcFeatureException;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.HandMadeFile.Batch;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs of the bytes 8 and 9, with run ends of 16 bits. */
class RunEndsTest extends MalformedInput {

    private static final Field BYTE = Field.nullable("b", INT8);
    private static final Schema RUNS = runsOfWidth(16);

    private static Schema runsOfWidth(int width) {
        Field ends = Field.notNull("ends", new ArrowType.Int(width, true));
        return Schema.of(Field.nullable("r", new ArrowType.RunEndEncoded(), ends, BYTE));
    }

    // Runs of the bytes 8 and 9, with run ends of 16 bits.

    private static Consumer<Batch> runs(int rows, int... bytesOfEnds) {
        int count = bytesOfEnds.length / 2;
        return b ->
                b.rows(rows)
                        .node(rows, 0)
                        .node(count, 0)
                        .noBuffer()
                        .bytes(bytesOfEnds)
                        .node(2, 0)
                        .noBuffer()
                        .bytes(8, 9);
    }

    @Test
    void runsMayEndBehindTheLengthAndHaveMoreValues() throws IOException {
        assertThat(read(RUNS, runs(3, 2, 0, 3, 0))).containsExactly(8L, 8L, 9L);
        assertThat(read(RUNS, runs(3, 2, 0, 0, 1))).containsExactly(8L, 8L, 9L);
        assertThat(read(RUNS, runs(2, 9, 0))).containsExactly(8L, 8L);
        assertThat(read(RUNS, runs(0))).isEmpty();
    }

    @Test
    void runEndsIncreaseFromMoreThanZero() {
        fails(RUNS, runs(2, 2, 0, 2, 0), "field 'r': run end 1 is 2: expected more than 2");
        fails(RUNS, runs(2, 2, 0, 1, 0), "field 'r': run end 1 is 1: expected more than 2");
        fails(RUNS, runs(2, 0, 0, 2, 0), "field 'r': run end 0 is 0: expected more than 0");
        fails(RUNS, runs(2, -1, -1, 2, 0), "field 'r': run end 0 is -1: expected more than 0");
    }

    @Test
    void runEndsReachTheLength() {
        fails(RUNS, runs(4, 2, 0, 3, 0), "field 'r': runs end at 3, before the length 4");
        fails(RUNS, runs(1), "field 'r': runs end at 0, before the length 1");
    }

    @Test
    void runEndsAreNotNull() {
        fails(
                RUNS,
                b ->
                        b.rows(2)
                                .node(2, 0)
                                .node(1, 1)
                                .bytes(0)
                                .bytes(2, 0)
                                .node(1, 0)
                                .noBuffer()
                                .bytes(8),
                "field 'r': 1 run ends are null");
    }

    @Test
    void everyRunHasAValue() {
        fails(RUNS, runs(3, 1, 0, 2, 0, 3, 0), "field 'r': 3 run ends, but 2 values");
    }

    @Test
    void runEndsOf64BitsAreNotCut() {
        fails(
                runsOfWidth(64),
                b ->
                        b.rows(2)
                                .node(2, 0)
                                .node(2, 0)
                                .noBuffer()
                                .longs(1L << 32, 1)
                                .node(2, 0)
                                .noBuffer()
                                .bytes(8, 9),
                "field 'r': run end 1 is 1: expected more than 4294967296");
    }

    @Test
    void runsWithoutValuesNeedNoBuffers() throws IOException {
        Consumer<Batch> child = b -> b.node(0, 0).noBuffer().noBuffer();

        assertThat(read(RUNS, b -> child.andThen(child).accept(b.node(0, 0)))).isEmpty();
    }

    @Test
    void runsHadAValidityBitmapBeforeV5() throws IOException {
        HandMadeFile made = new HandMadeFile(RUNS).beforeV5();
        made.batch(b -> runs(2, 1, 0, 2, 0).accept(b.noBuffer()));

        assertThat(read(made.file(), options)).containsExactly(8L, 9L);
    }

    @Test
    void nullsOfRunsBeforeV5AreUnsupported() {
        throwsTyped(
                new HandMadeFile(RUNS).beforeV5(),
                b ->
                        b.rows(1)
                                .node(1, 1)
                                .bytes(0)
                                .node(1, 0)
                                .noBuffer()
                                .bytes(1, 0)
                                .node(1, 0)
                                .noBuffer()
                                .bytes(8),
                UnsupportedIpcFeatureException.class,
                "field 'r': 1 nulls in the validity bitmap");
    }
}
