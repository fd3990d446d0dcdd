/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import io.github.flinkarrow.connector.types.IncompatibleTypeException;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.PlainAppender;
import io.github.flinkarrow.format.testing.RandomColumns;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** Random values of every type, and of every nested type in every other, are read as they are. */
class EveryTypeTest {

    /** Types of which random bits are hardly ever what Flink can hold. */
    private static final Pattern MOSTLY_BEYOND =
            Pattern.compile(".*(Timestamp\\(m?s|Duration\\(s|Decimal256).*");

    private static final int BATCHES = 40;
    private static final int ROWS = 5;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3})
    void everyColumnIsReadAsItsValues(double nullRate) throws IOException {
        long seed = 20240229;
        Set<String> neverHeld = new TreeSet<>();
        for (Field field : RandomColumns.everyType().fields()) {
            Schema schema = Schema.of(field);
            SharedColumn column;
            try {
                column = SharedColumn.of("seed " + seed, field);
            } catch (IncompatibleTypeException e) {
                assertThat(e).hasMessageContaining("Flink's DECIMAL has at most 38 digits");
                continue;
            }
            boolean held = false;
            for (int i = 0; i < BATCHES; i++) {
                List<List<Object>> values =
                        new RandomColumns(seed++, nullRate).columns(schema, ROWS);
                try (RecordBatchBuilder builder =
                        new RecordBatchBuilder(schema, TestMemory.DIRECT)) {
                    PlainAppender.append(builder, values);
                    try (RecordBatch batch = builder.build(ROWS)) {
                        held |= column.check(batch, values.get(0));
                    }
                }
            }
            if (!held && !MOSTLY_BEYOND.matcher(field.name()).matches()) {
                neverHeld.add(field.name());
            }
        }
        assertThat(neverHeld).isEmpty();
    }
}
