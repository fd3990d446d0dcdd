/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.types;

import io.github.flinkarrow.format.Projection;
import io.github.flinkarrow.format.Projection.Column;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.github.flinkarrow.connector.types.Types.INT32;
import static io.github.flinkarrow.connector.types.Types.INT64;
import static io.github.flinkarrow.connector.types.Types.LIST;
import static io.github.flinkarrow.connector.types.Types.STRUCT;
import static io.github.flinkarrow.connector.types.Types.UTF8;
import static io.github.flinkarrow.connector.types.Types.dictionaryField;
import static io.github.flinkarrow.connector.types.Types.field;
import static io.github.flinkarrow.connector.types.Types.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RowMappingTest {

    private static Column column(int ordinal, Column... children) {
        return new Column(ordinal, children.length == 0 ? null : List.of(children));
    }

    @Test
    void nothingIsReadOfAStructNoneOfWhoseChildrenIsWanted() throws Exception {
        Schema schema = Schema.of(field("s", STRUCT, field("a", INT32)));

        RowMapping mapping = RowMapping.of(schema, row("s ROW<b INT>"));

        assertThat(mapping.projection())
                .isEqualTo(new Projection(List.of(new Column(0, List.of()))));
    }

    @Test
    void onlyWantedColumnsAreReadInTheOrderOfTheRow() throws Exception {
        Schema schema = Schema.of(field("a", INT32), field("b", INT64), field("c", UTF8));

        RowMapping mapping = RowMapping.of(schema, row("c STRING, x INT, a INT"));

        assertThat(mapping.projection()).isEqualTo(Projection.of(2, 0));
        assertThat(mapping.columns()).extracting(ColumnMapping::position).containsExactly(0, -1, 1);
        assertThat(mapping.columns())
                .extracting(ColumnMapping::conversion)
                .containsExactly(Conversion.TEXT, Conversion.NULLS, Conversion.INTEGER);
    }

    @Test
    void aRowWithoutColumnsReadsNone() throws Exception {
        RowMapping mapping = RowMapping.of(Schema.of(field("a", INT32)), row(""));

        assertThat(mapping.projection()).isEqualTo(Projection.of());
    }

    @Test
    void childrenOfStructsAreMatchedByNameToo() throws Exception {
        Field inner = field("inner", STRUCT, field("x", INT32), field("y", UTF8));
        Schema schema = Schema.of(field("a", INT32), field("s", STRUCT, field("b", INT64), inner));

        RowMapping mapping =
                RowMapping.of(schema, row("s ROW<inner ROW<y STRING, z INT>, b BIGINT, c INT>"));

        assertThat(mapping.projection())
                .isEqualTo(new Projection(List.of(column(1, column(1, column(1)), column(0)))));
        ColumnMapping struct = mapping.columns().get(0);
        assertThat(struct.children()).extracting(ColumnMapping::position).containsExactly(0, 1, -1);
        assertThat(struct.children().get(0).children())
                .extracting(ColumnMapping::position)
                .containsExactly(0, -1);
    }

    @Test
    void structsInsideOfListsAndDictionariesAreReadWhole() throws Exception {
        Field struct = field("item", STRUCT, field("a", INT32), field("b", INT64));
        Schema schema =
                Schema.of(
                        field("l", LIST, struct),
                        dictionaryField("d", STRUCT, field("a", INT32), field("b", INT64)));

        RowMapping mapping = RowMapping.of(schema, row("l ARRAY<ROW<b BIGINT>>, d ROW<b BIGINT>"));

        assertThat(mapping.projection()).isEqualTo(Projection.of(0, 1));
        ColumnMapping element = mapping.columns().get(0).children().get(0);
        assertThat(element.children()).extracting(ColumnMapping::position).containsExactly(1);
        assertThat(mapping.columns().get(1).children())
                .extracting(ColumnMapping::position)
                .containsExactly(1);
    }

    @Test
    void namesAreMatchedCaseSensitively() throws Exception {
        RowMapping mapping = RowMapping.of(Schema.of(field("A", INT32)), row("a INT"));

        assertThat(mapping.columns().get(0).position()).isEqualTo(-1);
    }

    @Test
    void aMissingColumnDeclaredNotNullIsAnError() {
        Schema schema = Schema.of(field("s", STRUCT, field("a", INT32)));

        assertThatThrownBy(() -> RowMapping.of(schema, row("b INT NOT NULL")))
                .isInstanceOf(IncompatibleTypeException.class)
                .hasMessage("column 'b': does not exist, but is declared INT NOT NULL");
        assertThatThrownBy(() -> RowMapping.of(schema, row("s ROW<b INT NOT NULL>")))
                .hasMessage("column 's.b': does not exist, but is declared INT NOT NULL");
    }

    @Test
    void askingForANameThatIsNotUniqueIsAnError() {
        Schema schema = Schema.of(field("a", INT32), field("b", INT32), field("a", INT32));

        assertThatThrownBy(() -> RowMapping.of(schema, row("a INT")))
                .hasMessage("column 'a': the name is not unique");
        assertThat(schema).satisfies(s -> RowMapping.of(s, row("b INT")));
    }

    @Test
    void aColumnIsNotNullWhereTheSchemaOrTheTableSaysSo() throws Exception {
        Schema schema =
                Schema.of(
                        Field.notNull("a", INT32),
                        field("b", INT32),
                        Field.notNull("c", Types.NULL));

        assertThat(RowMapping.of(schema, row("a INT, b INT NOT NULL, c INT")).columns())
                .extracting(ColumnMapping::notNull)
                .containsExactly(true, true, false);
        assertThat(RowMapping.of(schema, row("b INT")).columns())
                .extracting(ColumnMapping::notNull)
                .containsExactly(false);
    }
}
