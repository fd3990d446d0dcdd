/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.flinkarrow.connector.types.ArrowToFlinkTypes;
import io.github.flinkarrow.format.IpcInspector;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.TimeUnit;
import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code arrow-ipc sql --json} prints values as {@code arrow-ipc cat} does. */
class SqlJsonITCase {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The files of a directory are tables of one session. */
    @ParameterizedTest
    @ValueSource(strings = {"pyarrow", "polars", "js"})
    void rowsOfOtherImplementationsFilesAreThoseOfCat(String directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(TestData.interopDirectory().resolve(directory))) {
            files = all.filter(path -> path.toString().matches(".*\\.arrows?")).sorted().toList();
        }
        List<String> arguments = new ArrayList<>(List.of("sql", "--json", "--parallelism", "1"));
        for (Path file : files) {
            String table = file.getFileName().toString().replaceAll("\\.arrows?$", "");
            arguments.addAll(List.of("--path", file.toString()));
            arguments.add("SELECT * FROM `" + table + "`");
        }

        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));

        assertThat(run.exitCode()).as(run.err()).isZero();
        int printed = 0;
        for (Path file : files) {
            List<Field> fields = fieldsOfTable(file);
            List<JsonNode> expected = new ArrayList<>();
            for (String line : CommandRun.of("cat", "--arrays", file.toString()).lines()) {
                expected.add(row(schema(file), CatRows.parse(line), fields));
            }
            CatRows.assertSame(
                    file.toString(),
                    fields,
                    expected,
                    run.lines().subList(printed, printed + expected.size()));
            printed += expected.size();
        }
        assertThat(printed).isPositive().isEqualTo(run.lines().size());
    }

    private static List<Field> schema(Path file) throws IOException {
        try (SeekableInput input = SeekableInput.ofFile(file)) {
            return IpcInspector.inspect(input, ReadOptions.DEFAULT).schema().fields();
        }
    }

    /** Of the columns that Flink can hold. */
    private static List<Field> fieldsOfTable(Path file) throws IOException {
        try (SeekableInput input = SeekableInput.ofFile(file)) {
            var schema = IpcInspector.inspect(input, ReadOptions.DEFAULT).schema();
            List<String> names = ArrowToFlinkTypes.inferRowType(schema).rowType().getFieldNames();
            return schema.fields().stream().filter(field -> names.contains(field.name())).toList();
        }
    }

    private static JsonNode row(List<Field> all, JsonNode array, List<Field> fields) {
        ObjectNode row = NODES.objectNode();
        for (int i = 0; i < all.size(); i++) {
            Field field = all.get(i);
            if (fields.contains(field)) {
                row.set(field.name(), value(field, array.get(i)));
            }
        }
        return row;
    }

    /** What Flink makes of a value. */
    private static JsonNode value(Field field, JsonNode cat) {
        ArrowType type = field.type();
        if (cat.isNull()) {
            return cat;
        } else if (type instanceof ArrowType.Int integer
                && integer.bitWidth() == 64
                && !integer.signed()) {
            return NODES.textNode(cat.asText()); // A DECIMAL(20, 0).
        } else if (type instanceof ArrowType.Duration duration
                && duration.unit() == TimeUnit.SECOND) {
            return NODES.numberNode(cat.longValue() * 1_000);
        } else if (type instanceof ArrowType.Time) {
            return NODES.textNode(milliseconds(cat.textValue()));
        } else if (type instanceof ArrowType.RunEndEncoded) {
            return value(field.children().get(1), cat);
        } else if (type instanceof ArrowType.Struct) {
            return fields(field.children(), cat);
        } else if (type instanceof ArrowType.Map) {
            ArrayNode entries = NODES.arrayNode();
            List<Field> pair = field.children().get(0).children();
            for (JsonNode entry : cat) {
                entries.add(
                        NODES.arrayNode()
                                .add(value(pair.get(0), entry.get(0)))
                                .add(value(pair.get(1), entry.get(1))));
            }
            return entries;
        } else if (!field.children().isEmpty()) {
            ArrayNode elements = NODES.arrayNode();
            cat.forEach(element -> elements.add(value(field.children().get(0), element)));
            return elements;
        }
        return cat;
    }

    private static ObjectNode fields(List<Field> fields, JsonNode cat) {
        ObjectNode row = NODES.objectNode();
        fields.forEach(field -> row.set(field.name(), value(field, cat.get(field.name()))));
        return row;
    }

    /** Flink's queries know no finer times: they are floored. */
    private static String milliseconds(String time) {
        int point = time.indexOf('.');
        return point < 0 ? time : time.substring(0, Math.min(time.length(), point + 4));
    }
}
