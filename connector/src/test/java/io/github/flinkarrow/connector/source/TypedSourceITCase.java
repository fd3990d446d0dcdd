/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.ExceptionUtils;

import io.github.flinkarrow.connector.data.InvalidValueException;
import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.types.IncompatibleTypeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Rows as objects of classes. */
class TypedSourceITCase {

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    private static final RowType PLACE =
            RowType.of(
                    new LogicalType[] {VarCharType.STRING_TYPE, new DoubleType()},
                    new String[] {"name", "height"});

    private static final RowType TYPE =
            RowType.of(
                    false,
                    new LogicalType[] {
                        new BigIntType(),
                        VarCharType.STRING_TYPE,
                        new IntType(),
                        new DecimalType(10, 2),
                        new DateType(),
                        new TimestampType(6),
                        PLACE,
                        new ArrayType(new IntType()),
                        new MapType(VarCharType.STRING_TYPE, new BigIntType())
                    },
                    new String[] {
                        "id", "text", "delay", "price", "day", "at", "place", "marks", "counts"
                    });

    @TempDir private java.nio.file.Path directory;
    private Path file;

    /** A record, in another order than the file and without all of its columns. */
    public record Visit(
            String text,
            long id,
            Integer delay,
            @DataTypeHint("DECIMAL(12, 2)") BigDecimal price,
            LocalDate day,
            LocalDateTime at,
            Place place,
            List<Integer> marks,
            Map<String, Long> counts) {}

    /** A class of public fields, inside of others too. */
    public static class Place {
        public String name;
        public double height;
    }

    /** A class of properties. */
    public static class Visitor {
        private long id;
        private String text;

        public long getId() {
            return id;
        }

        public void setId(long id) {
            this.id = id;
        }

        public String getText() {
            return text;
        }

        public void setText(String text) {
            this.text = text;
        }
    }

    /** Has a primitive field for a column with nulls. */
    public record Delay(long id, int delay) {}

    /** Has a misspelt field. */
    public record Misspelt(long id, String txet) {}

    /** Has a misspelt field inside. */
    public record MisspeltInside(long id, Inside place) {}

    /** See there. */
    public record Inside(String nmae) {}

    /** Has a field of another type than the column. */
    public record Mistyped(long id, Integer text) {}

    /** Cannot be made of anything. */
    public record Unreadable(long id, Thread thread) {}

    @BeforeEach
    void writeFile() throws Exception {
        List<RowData> rows =
                List.of(
                        GenericRowData.of(
                                1L,
                                StringData.fromString("a"),
                                -5,
                                DecimalData.fromBigDecimal(new BigDecimal("12.50"), 10, 2),
                                (int) LocalDate.of(1969, 12, 31).toEpochDay(),
                                TimestampData.fromLocalDateTime(
                                        LocalDateTime.parse("1969-12-31T23:59:59.123456")),
                                GenericRowData.of(StringData.fromString("x"), 1.5),
                                new GenericArrayData(new Integer[] {1, null, 3}),
                                new GenericMapData(Map.of(StringData.fromString("k"), 7L))),
                        GenericRowData.of(2L, null, null, null, null, null, null, null, null));
        file = new Path(directory.resolve("a.arrow").toUri());
        ArrowFiles.write(file, TYPE, rows, ArrowIpcWriteOptions.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void recordsHaveColumnsByTheNamesOfTheirFields(boolean objectReuse) throws Exception {
        ArrowIpcTypedSource<Visit> source = ArrowIpcSource.forPaths(file).buildAs(Visit.class);

        List<Visit> visits = read(source, objectReuse);

        assertThat(visits).hasSize(2);
        Visit first = visits.get(0);
        assertThat(first)
                .usingRecursiveComparison()
                .ignoringFields("place")
                .isEqualTo(
                        new Visit(
                                "a",
                                1,
                                -5,
                                new BigDecimal("12.50"),
                                LocalDate.of(1969, 12, 31),
                                LocalDateTime.parse("1969-12-31T23:59:59.123456"),
                                null,
                                Arrays.asList(1, null, 3),
                                Map.of("k", 7L)));
        assertThat(first.place().name).isEqualTo("x");
        assertThat(first.place().height).isEqualTo(1.5);
        assertThat(visits.get(1))
                .isEqualTo(new Visit(null, 2, null, null, null, null, null, null, null));
    }

    @Test
    void classesWithSettersAreOrdinaryPojosOfFlink() throws Exception {
        ArrowIpcTypedSource<Visitor> source = ArrowIpcSource.forPaths(file).buildAs(Visitor.class);

        assertThat(source.getProducedType()).isInstanceOf(PojoTypeInfo.class);
        assertThat(read(source, false))
                .extracting(visitor -> visitor.getId() + " " + visitor.getText())
                .containsExactly("1 a", "2 null");
    }

    @Test
    void rowsHaveNamedFields() throws Exception {
        ArrowIpcTypedSource<Row> source =
                ArrowIpcSource.forPaths(file).withColumns("text", "place", "id").buildAs(Row.class);

        List<Row> rows = read(source, false);

        assertThat(rows).containsExactly(Row.of("a", Row.of("x", 1.5), 1L), Row.of(null, null, 2L));
        assertThat(rows.get(0).<Row>getFieldAs("place").getField("height")).isEqualTo(1.5);
    }

    @Test
    void aNullInAPrimitiveFieldFailsTheJob() throws Exception {
        ArrowIpcTypedSource<Delay> source = ArrowIpcSource.forPaths(file).buildAs(Delay.class);

        assertThatThrownBy(() -> read(source, false))
                .satisfies(
                        thrown ->
                                assertThat(
                                                ExceptionUtils.findThrowable(
                                                        thrown, InvalidValueException.class))
                                        .hasValueSatisfying(
                                                failure ->
                                                        assertThat(failure)
                                                                .hasMessageContaining("a.arrow")
                                                                .hasMessageContaining("'delay'")
                                                                .hasMessageContaining("NOT NULL")));
    }

    @Test
    void aFieldWithoutAColumnIsAnError() {
        assertThatThrownBy(() -> ArrowIpcSource.forPaths(file).buildAs(Misspelt.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Misspelt: the field 'txet' has no column in file:")
                .hasMessageContaining("a.arrow, but there are [id, text, delay,");
        assertThatThrownBy(() -> ArrowIpcSource.forPaths(file).buildAs(MisspeltInside.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the field 'place.nmae' has no column")
                .hasMessageContaining("[name, height]");
    }

    @Test
    void aFieldOfAnotherTypeIsAnError() {
        assertThatThrownBy(() -> ArrowIpcSource.forPaths(file).buildAs(Mistyped.class))
                .isInstanceOf(IncompatibleTypeException.class)
                .hasMessageContaining("a.arrow")
                .hasMessageContaining("'text'")
                .hasMessageContaining("INT");
    }

    @Test
    void aClassThatFlinkCannotMakeIsAnError() {
        assertThatThrownBy(() -> ArrowIpcSource.forPaths(file).buildAs(Unreadable.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Unreadable cannot be made from rows")
                .hasMessageContaining("Thread");
        assertThatThrownBy(() -> ArrowIpcSource.forPaths(file).buildAs(Long.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "java.lang.Long is made from a value (BIGINT), not from a row");
    }

    @Test
    void columnsOfAClassAreNotGivenTwice() {
        assertThatThrownBy(
                        () ->
                                ArrowIpcSource.forPaths(file)
                                        .withColumns("id")
                                        .buildAs(Visitor.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Visitor: give neither columns nor a row type");
    }

    @Test
    void filesMayBeStillToAppear() throws Exception {
        Path empty = new Path(directory.resolve("none").toUri());
        assertThat(directory.resolve("none").toFile().mkdir()).isTrue();

        assertThat(
                        ArrowIpcSource.forPaths(empty)
                                .monitorContinuously(Duration.ofDays(1))
                                .buildAs(Visitor.class))
                .isNotNull();
    }

    private static <T> List<T> read(ArrowIpcTypedSource<T> source, boolean objectReuse)
            throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        if (objectReuse) {
            env.getConfig().enableObjectReuse();
        }
        List<T> all = new ArrayList<>();
        try (CloseableIterator<T> objects =
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "arrow")
                        .executeAndCollect()) {
            objects.forEachRemaining(all::add);
        }
        return all;
    }
}
