/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;

import io.github.flinkarrow.connector.types.ArrowToFlinkTypes;
import io.github.flinkarrow.connector.types.FlinkToArrowTypes;
import io.github.flinkarrow.connector.types.IncompatibleTypeException;
import io.github.flinkarrow.connector.types.RowMapping;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DateUnit;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.FloatingPointPrecision;
import io.github.flinkarrow.format.schema.IntervalUnit;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.schema.TimeUnit;
import io.github.flinkarrow.format.schema.UnionMode;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The tables of types against the code that maps them. */
class TypesPageTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void everyArrowTypeIsReadAsThePageSays() throws Exception {
        Map<String, List<String>> rows = rowsOf("## Reading");
        Map<String, Field> samples = samples();

        assertThat(rows.keySet()).containsExactlyElementsOf(samples.keySet());
        for (Map.Entry<String, Field> sample : samples.entrySet()) {
            assertThat(rows.get(sample.getKey()).get(1).replace("`", ""))
                    .as(sample.getKey())
                    .isEqualTo(typeOf(sample.getValue()).replace("`", ""));
        }
    }

    private static String typeOf(Field field) {
        try {
            return ArrowToFlinkTypes.logicalType(field).asSummaryString();
        } catch (IncompatibleTypeException e) {
            return "none";
        }
    }

    @Test
    void whatMayBeDeclaredIsAccepted() throws Exception {
        Map<String, Field> samples = samples();
        for (List<String> row : rowsOf("## Reading").values()) {
            Schema schema = new Schema(List.of(samples.get(row.get(0))), KeyValueMetadata.EMPTY);
            Matcher declared = CODE.matcher(row.get(2));
            while (declared.find()) {
                RowType type =
                        RowType.of(
                                new LogicalType[] {parse(declared.group(1))}, new String[] {"f"});

                assertThatCode(() -> RowMapping.of(schema, type))
                        .as("%s as %s", row.get(0), type)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void extensionTypesMayBeDeclaredAsThePageSays() throws Exception {
        Map<String, Field> samples =
                Map.of(
                        "arrow.uuid", Field.nullable("f", new ArrowType.FixedSizeBinary(16)),
                        "arrow.bool8", Field.nullable("f", new ArrowType.Int(8, true)),
                        "arrow.parquet.variant",
                                Field.nullable(
                                        "f",
                                        new ArrowType.Struct(),
                                        Field.notNull("metadata", new ArrowType.Binary()),
                                        Field.notNull("value", new ArrowType.Binary())));
        Map<String, List<String>> rows = rowsOf("## Extension types");

        assertThat(rows).hasSameSizeAs(samples);
        for (List<String> row : rows.values()) {
            String name = row.get(0).replace("`", "");
            Field storage = samples.get(name);
            Field field =
                    new Field(
                            "f",
                            true,
                            storage.type(),
                            null,
                            storage.children(),
                            KeyValueMetadata.of(Map.of(Field.EXTENSION_NAME, name)));
            RowType type =
                    RowType.of(
                            new LogicalType[] {parse(row.get(2).replace("`", ""))},
                            new String[] {"f"});

            assertThat(row.get(1)).startsWith(storage.type().toString());
            assertThat(ArrowToFlinkTypes.logicalType(field))
                    .isEqualTo(ArrowToFlinkTypes.logicalType(storage));
            assertThatCode(() -> RowMapping.of(Schema.of(field), type)).doesNotThrowAnyException();
            assertThatThrownBy(() -> RowMapping.of(Schema.of(storage), type))
                    .isInstanceOf(IncompatibleTypeException.class);
        }
    }

    @Test
    void everyFlinkTypeIsWrittenAsThePageSays() throws Exception {
        for (List<String> row : rowsOf("## Writing").values()) {
            Matcher type = CODE.matcher(row.get(0));
            assertThat(type.find()).isTrue();
            RowType rowType =
                    RowType.of(new LogicalType[] {parse(type.group(1))}, new String[] {"f"});

            assertThat(FlinkToArrowTypes.schema(rowType).fields().get(0).type())
                    .as(row.get(0))
                    .hasToString(row.get(1).replace("`", ""));
        }
    }

    private static LogicalType parse(String type) {
        return LogicalTypeParser.parse(type, TypesPageTest.class.getClassLoader());
    }

    /** The rows of the table below a heading, by their first cell. */
    private static Map<String, List<String>> rowsOf(String heading) throws Exception {
        Markdown page = Markdown.page("docs/reference/types.md");
        String rest = page.text().substring(page.text().indexOf(heading) + heading.length());
        int end = rest.indexOf("\n## ");
        Markdown section = new Markdown(page.path(), end < 0 ? rest : rest.substring(0, end));
        Map<String, List<String>> rows = new LinkedHashMap<>();
        section.tableRows().stream().skip(1).forEach(row -> rows.put(row.get(0), row));
        return rows;
    }

    /** A field of each type, by the type's name. */
    private static Map<String, Field> samples() {
        Map<String, Field> samples = new LinkedHashMap<>();
        add(samples, new ArrowType.Null());
        add(samples, new ArrowType.Bool());
        for (boolean signed : List.of(true, false)) {
            for (int bits : List.of(8, 16, 32, 64)) {
                add(samples, new ArrowType.Int(bits, signed));
            }
        }
        for (FloatingPointPrecision precision : FloatingPointPrecision.values()) {
            add(samples, new ArrowType.FloatingPoint(precision));
        }
        add(samples, new ArrowType.Decimal(9, 2, 32));
        add(samples, new ArrowType.Decimal(18, 2, 64));
        add(samples, new ArrowType.Decimal(18, 2, 128));
        add(samples, new ArrowType.Decimal(2, 5, 128));
        add(samples, new ArrowType.Decimal(5, -3, 128));
        add(samples, new ArrowType.Decimal(38, 2, 256));
        add(samples, new ArrowType.Decimal(76, 2, 256));
        add(samples, new ArrowType.Utf8());
        add(samples, new ArrowType.LargeUtf8());
        add(samples, new ArrowType.Utf8View());
        add(samples, new ArrowType.Binary());
        add(samples, new ArrowType.LargeBinary());
        add(samples, new ArrowType.BinaryView());
        add(samples, new ArrowType.FixedSizeBinary(16));
        add(samples, new ArrowType.Date(DateUnit.DAY));
        add(samples, new ArrowType.Date(DateUnit.MILLISECOND));
        for (TimeUnit unit : TimeUnit.values()) {
            add(samples, new ArrowType.Time(unit));
        }
        for (String zone : new String[] {null, "Europe/Paris"}) {
            for (TimeUnit unit : TimeUnit.values()) {
                add(samples, new ArrowType.Timestamp(unit, zone));
            }
        }
        for (TimeUnit unit : TimeUnit.values()) {
            add(samples, new ArrowType.Duration(unit));
        }
        for (IntervalUnit unit : IntervalUnit.values()) {
            add(samples, new ArrowType.Interval(unit));
        }
        Field value = Field.nullable("x", new ArrowType.Int(32, true));
        Field key = Field.notNull("key", new ArrowType.Utf8());
        add(samples, new ArrowType.List(), value);
        add(samples, new ArrowType.LargeList(), value);
        add(samples, new ArrowType.FixedSizeList(2), value);
        add(samples, new ArrowType.ListView(), value);
        add(samples, new ArrowType.LargeListView(), value);
        add(samples, new ArrowType.Struct(), value);
        Field entries = Field.notNull("entries", new ArrowType.Struct(), key, value);
        add(samples, new ArrowType.Map(false), entries);
        for (UnionMode mode : UnionMode.values()) {
            add(samples, new ArrowType.Union(mode, List.of(0)), value);
        }
        Field runEnds = Field.notNull("run_ends", new ArrowType.Int(32, true));
        add(samples, new ArrowType.RunEndEncoded(), runEnds, value);
        return samples;
    }

    private static void add(Map<String, Field> samples, ArrowType type, Field... children) {
        samples.put(type.toString(), Field.nullable("f", type, children));
    }
}
