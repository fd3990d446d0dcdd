/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.types.ArrowToFlinkTypes;
import io.github.flinkarrow.format.Projection;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.Columns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A column of a file, read as the type that it has in Flink if nobody declares another. */
record SharedColumn(String file, Field field, RowType type, RowReader rows) {

    static SharedColumn of(String file, Field field) throws IOException {
        LogicalType type =
                field.type() instanceof ArrowType.Decimal decimal && decimal.precision() > 38
                        ? new DecimalType(38, decimal.scale())
                        : ArrowToFlinkTypes.logicalType(field);
        RowType rowType = RowType.of(new LogicalType[] {type}, new String[] {field.name()});
        RowReader rows = RowReader.create(Schema.of(field), rowType, file);
        return new SharedColumn(file, field, rowType, rows);
    }

    String name() {
        return field.name();
    }

    /** Of what is to be read, at the column's place in the file. */
    Projection projection(int ordinal) {
        List<Projection.Column> children = rows.projection().columns().get(0).children();
        return new Projection(List.of(new Projection.Column(ordinal, children)));
    }

    /**
     * Reads a batch with the projection.
     *
     * @param plain the values that it holds
     * @return false if there is one among them that Flink cannot hold, and an error that says so
     */
    boolean check(RecordBatch batch, List<Object> plain) throws IOException {
        List<Object> expected = new ArrayList<>();
        try {
            for (Object value : plain) {
                expected.add(ExpectedValues.of(field, type.getTypeAt(0), value));
            }
        } catch (ArithmeticException e) {
            assertThatThrownBy(() -> rows.bind(batch))
                    .as("%s: %s: %s", file, name(), e.getMessage())
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageStartingWith(file + ": column '" + name())
                    .hasMessageContaining(" does not fit ");
            return false;
        }
        List<Object> found = new ArrayList<>();
        Values.plain(rows.bind(batch), type).forEach(row -> found.add(row.get(0)));
        Columns.assertEqual(file + ": " + name(), found, expected);
        return true;
    }
}
