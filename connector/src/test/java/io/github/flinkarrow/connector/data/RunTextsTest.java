/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RunEndEncodedArray;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static io.github.flinkarrow.connector.types.Types.INT32;
import static io.github.flinkarrow.connector.types.Types.UTF8;
import static io.github.flinkarrow.connector.types.Types.field;
import static io.github.flinkarrow.connector.types.Types.row;
import static org.assertj.core.api.Assertions.assertThat;

/** The text of a run is made once for the rows that follow each other in it. */
class RunTextsTest {

    private static final int RUNS = 1_000;

    private static RowBatch bind(List<Integer> ends, List<String> texts) throws Exception {
        Field ofEnds = Field.notNull("run_ends", INT32);
        ArrowArray runEnds = Values.batch(ofEnds, ends.toArray()).column(0);
        ArrowArray values = Values.batch(field("values", UTF8), texts.toArray()).column(0);
        Field field = Field.nullable("f", new ArrowType.RunEndEncoded(), ofEnds, values.field());
        int length = ends.get(ends.size() - 1);
        RunEndEncodedArray array =
                new RunEndEncodedArray(field, length, (FixedWidthArray) runEnds, values);
        RecordBatch batch =
                new RecordBatch(
                        Schema.of(field), length, List.of(array), KeyValueMetadata.EMPTY, () -> {});
        return RowReader.create(batch.schema(), row("f STRING"), "test").bind(batch);
    }

    @Test
    void rowsOfARunShareItsText() throws Exception {
        RowBatch rows = bind(List.of(2, 3, 5), new ArrayList<>(List.of("one", "two", "one")));

        assertThat(rows.row(0).getString(0)).hasToString("one").isSameAs(rows.row(1).getString(0));
        assertThat(rows.row(2).getString(0)).hasToString("two");
        assertThat(rows.row(4).getString(0)).hasToString("one").isSameAs(rows.row(3).getString(0));
        assertThat(rows.row(0).getString(0)).hasToString("one");
    }

    @Test
    void aRunOfNullsIsNull() throws Exception {
        List<String> texts = new ArrayList<>(List.of("one", "two"));
        texts.add(1, null);
        RowBatch rows = bind(List.of(1, 3, 4), texts);

        assertThat(rows.row(0).isNullAt(0)).isFalse();
        assertThat(rows.row(1).isNullAt(0)).isTrue();
        assertThat(rows.row(2).isNullAt(0)).isTrue();
        assertThat(rows.row(3).getString(0)).hasToString("two");
    }

    @Test
    void severalThreadsMayReadInAnyOrder() throws Exception {
        List<Integer> ends = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            texts.add("run " + run);
            ends.add(3 * (run + 1));
        }
        RowBatch rows = bind(ends, texts);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int seed = 0; seed < 3; seed++) {
                Random random = new Random(seed);
                tasks.add(() -> wrongTexts(rows, random));
            }
            for (Future<Integer> wrong : threads.invokeAll(tasks)) {
                assertThat(wrong.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static int wrongTexts(RowBatch rows, Random random) {
        int wrong = 0;
        for (int i = 0; i < 20_000; i++) {
            int row = i % 2 == 0 ? i / 2 % rows.rowCount() : random.nextInt(rows.rowCount());
            String expected = "run " + row / 3;
            wrong += rows.row(row).getString(0).toString().equals(expected) ? 0 : 1;
        }
        return wrong;
    }
}
