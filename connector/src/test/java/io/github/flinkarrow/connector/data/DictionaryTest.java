/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static io.github.flinkarrow.connector.types.Types.INT32;
import static io.github.flinkarrow.connector.types.Types.INT64;
import static io.github.flinkarrow.connector.types.Types.INT8;
import static io.github.flinkarrow.connector.types.Types.STRUCT;
import static io.github.flinkarrow.connector.types.Types.UINT64;
import static io.github.flinkarrow.connector.types.Types.UTF8;
import static io.github.flinkarrow.connector.types.Types.field;
import static io.github.flinkarrow.connector.types.Types.row;
import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DictionaryTest {

    private static final int MOST_COLLECTIONS = 100;

    private static final ArrowArray TEXTS =
            Values.batch(field("d", UTF8), "zero", null, "two").column(0);

    private static DictionaryArray encoded(
            ArrowArray dictionary, ArrowType.Int indexType, Object... indices) {
        Field field =
                new Field(
                        "f",
                        true,
                        dictionary.field().type(),
                        new DictionaryEncoding(0, indexType, false),
                        dictionary.field().children(),
                        KeyValueMetadata.EMPTY);
        ArrowArray array = Values.batch(field("i", indexType), indices).column(0);
        return new DictionaryArray(field, (FixedWidthArray) array, dictionary);
    }

    private static RecordBatch batch(DictionaryArray array) {
        return new RecordBatch(
                Schema.of(array.field()),
                array.length(),
                List.of(array),
                KeyValueMetadata.EMPTY,
                () -> {});
    }

    private static List<List<?>> read(DictionaryArray array, RowType type) throws Exception {
        RowReader reader = RowReader.create(Schema.of(array.field()), type, "test.arrow");
        return Values.plain(reader.bind(batch(array)), type);
    }

    static Stream<ArrowType> indexTypes() {
        return IntStream.of(8, 16, 32, 64)
                .boxed()
                .flatMap(
                        width ->
                                Stream.of(
                                        new ArrowType.Int(width, true),
                                        new ArrowType.Int(width, false)));
    }

    @ParameterizedTest
    @MethodSource("indexTypes")
    void aValueIsNullWhereItsIndexIsOrTheDictionaryIs(ArrowType.Int indexType) throws Exception {
        DictionaryArray array = encoded(TEXTS, indexType, 2, null, 0, 1, 2);

        assertThat(read(array, row("f STRING")))
                .isEqualTo(
                        List.of(
                                List.of("two"),
                                nCopies(1, null),
                                List.of("zero"),
                                nCopies(1, null),
                                List.of("two")));
    }

    @Test
    void indicesOfEightBitsReachTheUpperHalfWhereTheyAreUnsigned() throws Exception {
        Object[] values = IntStream.range(0, 256).boxed().toArray();
        ArrowArray dictionary = Values.batch(field("d", INT32), values).column(0);

        assertThat(read(encoded(dictionary, new ArrowType.Int(8, false), 255, 128), row("f INT")))
                .isEqualTo(List.of(List.of(255), List.of(128)));
    }

    @Test
    void valuesOfADictionaryAreConvertedAsOthersAre() throws Exception {
        ArrowArray dictionary = Values.batch(field("d", INT8), 1, -1).column(0);
        ArrowType.Int index = new ArrowType.Int(8, true);

        assertThat(read(encoded(dictionary, index, 1, 0), row("f BIGINT")))
                .isEqualTo(List.of(List.of(-1L), List.of(1L)));
    }

    /** It is of other memory, which many batches share. */
    @Test
    void aTextOfADictionaryKeepsNoBatch() throws Exception {
        KeptMemory kept = new KeptMemory();
        StringData text = text(kept, encoded(TEXTS, new ArrowType.Int(8, true), 1));

        for (int i = 0; i < MOST_COLLECTIONS && kept.bytes() > 0; i++) {
            System.gc();
        }

        assertThat(kept.bytes()).isZero();
        assertThat(text).isNotNull();
    }

    private static StringData text(KeptMemory kept, DictionaryArray array) throws Exception {
        RecordBatch sized = Values.ofMemory(1000, batch(array));
        RowBatch rows =
                RowReader.create(sized.schema(), row("f STRING"), "test.arrow")
                        .bindLasting(sized, new CopyNotice(), kept);
        assertThat(kept.bytes()).isEqualTo(1000);
        return rows.row(0).getString(0);
    }

    @Test
    void structsOfADictionaryAreRows() throws Exception {
        Field struct = field("d", STRUCT, field("a", INT64), field("b", UTF8));
        ArrowArray dictionary =
                Values.batch(struct, List.of(1, "x"), Arrays.asList(2, null)).column(0);

        assertThat(
                        read(
                                encoded(dictionary, new ArrowType.Int(8, true), 1, 0),
                                row("f ROW<b STRING>")))
                .isEqualTo(List.of(List.of(nCopies(1, null)), List.of(List.of("x"))));
    }

    @Test
    void aValueThatDoesNotFitIsAnErrorOnlyWhereItIsUsed() throws Exception {
        ArrowArray dictionary = Values.batch(field("d", UINT64), 1, -1L).column(0);
        ArrowType.Int index = new ArrowType.Int(8, true);

        assertThat(read(encoded(dictionary, index, 0, null), row("f BIGINT"))).hasSize(2);
        assertThatThrownBy(() -> read(encoded(dictionary, index, 0, 1), row("f BIGINT")))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(
                        "test.arrow: column 'f': the value 18446744073709551615 does not fit"
                                + " BIGINT");
    }

    @Test
    void aNullOfTheDictionaryIsAnErrorOnlyWhereItIsUsed() throws Exception {
        ArrowType.Int index = new ArrowType.Int(8, true);

        assertThat(read(encoded(TEXTS, index, 0, 2), row("f STRING NOT NULL"))).hasSize(2);
        assertThatThrownBy(() -> read(encoded(TEXTS, index, 0, 1), row("f STRING NOT NULL")))
                .hasMessageStartingWith("test.arrow: column 'f': NULL in row 1 of its batch");
    }

    @Test
    void theTextsOfADictionaryAreMadeOnceForAllBatches() throws Exception {
        DictionaryArray array = encoded(TEXTS, new ArrowType.Int(8, true), 2, 0, 2);
        RowReader reader = RowReader.create(Schema.of(array.field()), row("f STRING"), "test");
        RowBatch first = reader.bind(batch(array));
        RowBatch second = reader.bind(batch(array));
        ArrowArray other = Values.batch(field("d", UTF8), "a", "b", "c").column(0);
        RowBatch third = reader.bind(batch(encoded(other, new ArrowType.Int(8, true), 2, 0, 2)));

        assertThat(first.row(0).getString(0))
                .isSameAs(first.row(2).getString(0))
                .isSameAs(second.row(0).getString(0))
                .isNotEqualTo(third.row(0).getString(0));
        assertThat(third.row(0).getString(0)).hasToString("c");
    }

    @Test
    void severalThreadsMayReadABatch() throws Exception {
        Object[] words = IntStream.range(0, 5_000).mapToObj(i -> "word " + i).toArray();
        ArrowArray dictionary = Values.batch(field("d", UTF8), words).column(0);
        Object[] indices = IntStream.range(0, 5_000).boxed().toArray();
        DictionaryArray array = encoded(dictionary, new ArrowType.Int(16, true), indices);
        RowReader reader = RowReader.create(Schema.of(array.field()), row("f STRING"), "test");
        RowBatch batch = reader.bind(batch(array));
        Callable<Integer> task =
                () -> {
                    int wrong = 0;
                    for (int i = 0; i < batch.rowCount(); i++) {
                        RowData row = batch.row(i);
                        wrong += row.getString(0).toString().equals("word " + i) ? 0 : 1;
                    }
                    return wrong;
                };

        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Integer> wrong : threads.invokeAll(nCopies(8, task))) {
                assertThat(wrong.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
