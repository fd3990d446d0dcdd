/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

import io.github.flinkarrow.connector.types.IncompatibleTypeException;
import io.github.flinkarrow.format.array.BinaryArray;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import static io.github.flinkarrow.connector.types.Types.BOOL;
import static io.github.flinkarrow.connector.types.Types.FLOAT32;
import static io.github.flinkarrow.connector.types.Types.FLOAT64;
import static io.github.flinkarrow.connector.types.Types.INT16;
import static io.github.flinkarrow.connector.types.Types.INT32;
import static io.github.flinkarrow.connector.types.Types.INT64;
import static io.github.flinkarrow.connector.types.Types.INT8;
import static io.github.flinkarrow.connector.types.Types.LIST;
import static io.github.flinkarrow.connector.types.Types.UTF8;
import static io.github.flinkarrow.connector.types.Types.field;
import static io.github.flinkarrow.connector.types.Types.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RowBatchTest {

    private static RowBatch bind(RecordBatch batch, RowType type) throws IOException {
        return RowReader.create(batch.schema(), type, "test.arrow").bind(batch);
    }

    /** The elements of one list. */
    private static ArrayData array(ArrowType type, String element, Object... values)
            throws IOException {
        RecordBatch batch =
                Values.batch(
                        field("f", LIST, field("item", type)),
                        List.of(values[0], values[0]),
                        Arrays.asList(values));
        return bind(batch, row("f ARRAY<" + element + ">")).row(1).getArray(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 7, 8, 9, 15, 16})
    void aNullMayBeAtEveryPosition(int position) throws Exception {
        Object[] values = IntStream.range(0, 17).boxed().toArray();
        values[position] = null;
        RowBatch batch = bind(Values.batch(field("f", INT32), values), row("f INT"));

        for (int i = 0; i < batch.rowCount(); i++) {
            assertThat(batch.row(i).isNullAt(0)).isEqualTo(i == position);
        }
    }

    @Test
    void arrayElementsArePrimitiveArraysWhereNoneIsNull() throws Exception {
        assertThat(array(BOOL, "BOOLEAN", true, false).toBooleanArray())
                .containsExactly(true, false);
        assertThat(array(INT8, "TINYINT", -1, 2).toByteArray()).containsExactly(-1, 2);
        assertThat(array(INT16, "SMALLINT", -1, 2).toShortArray())
                .containsExactly((short) -1, (short) 2);
        assertThat(array(INT32, "INT", -1, 2).toIntArray()).containsExactly(-1, 2);
        assertThat(array(INT64, "BIGINT", -1, 2).toLongArray()).containsExactly(-1, 2);
        assertThat(array(FLOAT32, "FLOAT", -1, 2).toFloatArray()).containsExactly(-1, 2);
        assertThat(array(FLOAT64, "DOUBLE", -1, 2).toDoubleArray()).containsExactly(-1, 2);
        assertThatThrownBy(() -> array(INT32, "INT", 1, null).toIntArray())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void rowsHaveAKindOfTheirOwn() throws Exception {
        RowBatch batch = bind(Values.batch(field("f", INT32), 1), row("f INT"));
        RowData row = batch.row(0);

        row.setRowKind(RowKind.DELETE);

        assertThat(row.getRowKind()).isEqualTo(RowKind.DELETE);
        assertThat(batch.row(0).getRowKind()).isEqualTo(RowKind.INSERT);
    }

    @Test
    void rowsAreCountedFromZero() throws Exception {
        RowBatch batch = bind(Values.batch(field("f", INT32), 1, 2), row(""));

        assertThat(batch.rowCount()).isEqualTo(2);
        assertThat(batch.row(1).getArity()).isZero();
        assertThatThrownBy(() -> batch.row(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> batch.row(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void viewsHaveNoEqualityBecauseTheyDoNotKnowTheirTypes() throws Exception {
        RowBatch batch = bind(Values.batch(field("f", INT32), 1), row("f INT"));
        RowData row = batch.row(0);
        RowData other = batch.row(0);

        assertThat(row).hasToString("+I(row 0 of a batch, 1 fields)");
        assertThatThrownBy(row::hashCode).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> row.equals(other))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aBatchWithoutRowsHasNone() throws Exception {
        for (ArrowType type : List.of(INT32, UTF8, BOOL)) {
            RecordBatch batch = Values.batch(field("f", type));
            assertThat(RowReader.create(batch.schema(), row("x INT"), "t").bind(batch).rowCount())
                    .isZero();
        }
        RecordBatch lists = Values.batch(field("f", LIST, field("item", UTF8)));
        assertThat(bind(lists, row("f ARRAY<STRING>")).rowCount()).isZero();
    }

    /** Text of mapped, read-only memory is seen in place; what hides its array is copied. */
    @Test
    void textIsAViewOfTheBuffer(@TempDir Path folder) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0, 0)
                .putInt(4, 3)
                .putInt(8, 8)
                .put(12, "onethree".getBytes(StandardCharsets.US_ASCII));
        Path file = Files.write(folder.resolve("bytes"), bytes.array());
        ByteBuffer direct = ByteBuffer.allocateDirect(20).put(0, bytes, 0, 20);
        ByteBuffer mapped;
        try (FileChannel channel = FileChannel.open(file)) {
            mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, 20);
        }

        for (ByteBuffer memory : List.of(bytes, direct, mapped, bytes.asReadOnlyBuffer())) {
            Field field = field("f", UTF8);
            ByteBuffer offsets = memory.slice(0, 12).order(ByteOrder.LITTLE_ENDIAN);
            BinaryArray array = new BinaryArray(field, 2, 0, null, offsets, memory.slice(12, 8));
            RecordBatch batch =
                    new RecordBatch(
                            Schema.of(field), 2, List.of(array), KeyValueMetadata.EMPTY, () -> {});
            RowBatch rows = bind(batch, row("f STRING"));
            BinaryStringData first = (BinaryStringData) rows.row(0).getString(0);
            BinaryStringData second = (BinaryStringData) rows.row(1).getString(0);

            assertThat(first).hasToString("one");
            assertThat(second).hasToString("three");
            assertThat(first.getSegments()).isSameAs(second.getSegments());
            assertThat(first.getSegments()[0].isOffHeap()).isEqualTo(memory.isDirect());
        }
    }

    @Test
    void aColumnThatCannotBeReadAsDeclaredIsAnErrorThatNamesTheFile() {
        Schema schema = Schema.of(field("delay", INT64));

        assertThatThrownBy(() -> RowReader.create(schema, row("delay INT"), "flights.arrow"))
                .isInstanceOf(IncompatibleTypeException.class)
                .hasMessage(
                        "flights.arrow: column 'delay': Arrow type Int64 cannot be read as INT; its"
                                + " own type is BIGINT");
    }
}
