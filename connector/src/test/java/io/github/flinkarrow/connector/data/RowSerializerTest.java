/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

import io.github.flinkarrow.format.array.RecordBatch;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

import static io.github.flinkarrow.connector.types.Types.UTF8;
import static io.github.flinkarrow.connector.types.Types.field;
import static io.github.flinkarrow.connector.types.Types.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How rows are copied between operators, and that everything else is as with Flink's own. */
class RowSerializerTest {

    private static final RowType TYPE = row("f STRING");

    private final RecordBatch batch = Values.batch(field("f", UTF8), "first", "second");
    private final CopyNotice copies = new CopyNotice();
    private final TypeSerializer<RowData> serializer =
            RowTypeInfo.of(TYPE).createSerializer(new SerializerConfigImpl());
    private final TypeSerializer<RowData> ofFlink = InternalTypeInfo.of(TYPE).toSerializer();

    private RowBatch rows(boolean lasting) throws IOException {
        RowReader reader = RowReader.create(batch.schema(), TYPE, "test.arrow");
        return lasting
                ? reader.bindLasting(batch, copies, new KeptMemory())
                : reader.bind(batch, copies);
    }

    private static BinaryStringData text(RowData row) {
        return (BinaryStringData) row.getString(0);
    }

    @Test
    void theCopyOfARowThatLastsHasTheSameMemory() throws Exception {
        RowData row = rows(true).row(1);

        RowData copy = serializer.copy(row);

        assertThat(text(copy)).hasToString("second");
        assertThat(text(copy).getSegments()).isSameAs(text(row).getSegments());
    }

    @Test
    void theCopyOfARowThatLastsHasAKindOfItsOwn() throws Exception {
        RowData row = rows(true).row(1);
        row.setRowKind(RowKind.DELETE);

        RowData copy = serializer.copy(row, rows(true).row(0));
        row.setRowKind(RowKind.UPDATE_AFTER);

        assertThat(copy.getRowKind()).isEqualTo(RowKind.DELETE);
    }

    @Test
    void theCopyOfARowOfABatchHasMemoryOfItsOwn() throws Exception {
        RowData row = rows(false).row(1);

        RowData copy = serializer.copy(row);

        assertThat(text(copy)).hasToString("second");
        assertThat(text(copy).getSegments()[0].getHeapMemory())
                .isNotSameAs(text(row).getSegments()[0].getHeapMemory());
    }

    @Test
    void copiesAreExpectedUntilRowsHaveBeenUsedWithoutOne() throws Exception {
        RowBatch rows = rows(false);
        rows.row(0).getString(0);
        assertThat(copies.isExpected()).isTrue();

        rows.released();

        assertThat(copies.isExpected()).isFalse();
    }

    @Test
    void copiesAreExpectedBehindACopyOfAnyRow() throws Exception {
        for (boolean lasting : new boolean[] {true, false}) {
            CopyNotice notice = new CopyNotice();
            RowReader reader = RowReader.create(batch.schema(), TYPE, "test.arrow");
            RowBatch rows =
                    lasting
                            ? reader.bindLasting(batch, notice, new KeptMemory())
                            : reader.bind(batch, notice);
            rows.released();

            serializer.copy(rows.row(0));

            assertThat(notice.isExpected()).isTrue();
        }
    }

    /** Of two classes the compiler makes two ways through each getter. */
    @Test
    void rowsAreOfOneClassWhetherTheyLastOrNot() throws Exception {
        assertThat(rows(true).row(0)).hasSameClassAs(rows(false).row(0));
        assertThat(serializer.copy(rows(true).row(0))).hasSameClassAs(rows(false).row(0));
    }

    @Test
    void noRowHasEqualityWhateverBecameOfIt() throws Exception {
        RowData lasting = serializer.copy(rows(true).row(1));
        RowData copied = serializer.copy(serializer.copy(rows(false).row(1)));

        for (RowData row : List.of(lasting, copied)) {
            assertThatThrownBy(row::hashCode).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> row.equals(lasting))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void otherRowsAreCopiedAsFlinkDoes() {
        RowData row = GenericRowData.of(BinaryStringData.fromString("a"));

        RowData copy = serializer.copy(row);

        assertThat(copy).isEqualTo(row).isNotSameAs(row);
    }

    @Test
    void bytesAreThoseOfFlink() throws Exception {
        RowData row = rows(true).row(1);
        DataOutputSerializer own = new DataOutputSerializer(64);
        DataOutputSerializer theirs = new DataOutputSerializer(64);

        serializer.serialize(row, own);
        ofFlink.serialize(row, theirs);

        assertThat(own.getCopyOfBuffer()).isEqualTo(theirs.getCopyOfBuffer());
        RowData read = serializer.deserialize(new DataInputDeserializer(own.getCopyOfBuffer()));
        assertThat(text(read)).hasToString("second");
    }

    @Test
    void stateOfFlinksTypeIsReadAsItIs() {
        TypeSerializerSnapshot<RowData> own = serializer.snapshotConfiguration();
        TypeSerializerSnapshot<RowData> theirs = ofFlink.snapshotConfiguration();

        assertThat(own.resolveSchemaCompatibility(theirs).isCompatibleAsIs()).isTrue();
        assertThat(theirs.resolveSchemaCompatibility(own).isCompatibleAsIs()).isTrue();
    }

    @Test
    void duplicatesAreEqual() {
        assertThat(serializer.duplicate()).isEqualTo(serializer).hasSameHashCodeAs(serializer);
        assertThat(serializer).isNotEqualTo(ofFlink);
    }

    @Test
    void tablesOfTheTypeHaveTheRowsColumns() {
        assertThat(RowTypeInfo.of(TYPE).getDataType())
                .isEqualTo(InternalTypeInfo.of(TYPE).getDataType());
        assertThat(RowTypeInfo.of(TYPE)).isEqualTo(RowTypeInfo.of(row("f STRING")));
        assertThat(RowTypeInfo.of(TYPE)).isNotEqualTo(RowTypeInfo.of(row("f INT")));
    }
}
