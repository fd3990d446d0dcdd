/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;

import io.github.flinkarrow.connector.types.FlinkToArrowTypes;
import io.github.flinkarrow.format.IpcInspector;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.testing.GoldenContainers;
import io.github.flinkarrow.format.testing.OracleVectors;
import io.github.flinkarrow.format.testing.RandomColumns;
import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What the page says is covered against the tests that it names. */
class CoveragePageTest {

    private static final String PAGE = "docs/reference/coverage.md";
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern YES = Pattern.compile("yes: `[^`]+`(, `[^`]+`)*");
    private static final Pattern OTHER = Pattern.compile("no: .+|–( \\(.+\\))?");

    /** What is not a type of its own, but has a row. */
    private static final Set<String> ENCODED = Set.of("Dictionary", "Extension");

    @Test
    void nothingIsMarkedYesWithoutATest() throws IOException {
        Markdown page = Markdown.page(PAGE);
        TestSources tests = new TestSources(Path.of(System.getProperty("project.root")));
        List<String> problems = new ArrayList<>();
        for (List<String> row : page.tableRows()) {
            if (isHeader(row)) {
                continue;
            }
            for (String cell : row.subList(1, row.size())) {
                if (!YES.matcher(cell).matches() && !OTHER.matcher(cell).matches()) {
                    problems.add(row.get(0) + ": neither yes with tests, nor no nor –: " + cell);
                }
                for (String test : cell.startsWith("yes") ? codes(cell) : List.<String>of()) {
                    String problem = tests.problemWith(test);
                    if (problem != null) {
                        problems.add(row.get(0) + ": " + problem);
                    }
                }
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void theTableHasEveryType() throws IOException {
        Set<String> expected = new TreeSet<>(ENCODED);
        Set<Class<?>> classes = new HashSet<>();
        for (ArrowType type : types(RandomColumns.everyType().fields())) {
            expected.add(name(type));
            classes.add(type.getClass());
        }

        assertThat(classes).containsExactlyInAnyOrder(ArrowType.class.getPermittedSubclasses());
        assertThat(typeRows().stream().map(row -> row.get(0)))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void theTestsThatARowNamesHaveItsType() throws Exception {
        Set<String> golden = new HashSet<>();
        for (String file : GoldenContainers.names()) {
            if (file.endsWith(".stream")) {
                addNames(GoldenContainers.oracle(file).schema().fields(), golden);
            }
        }
        Set<String> interop = interopTypes();
        Set<String> oracle = new HashSet<>();
        for (Field field : RandomColumns.everyType().fields()) {
            if (OracleVectors.supports(field)) {
                addNames(List.of(field), oracle);
            }
        }
        for (List<String> row : typeRows()) {
            String type = row.get(0);
            if (ENCODED.contains(type)) {
                continue;
            }
            String cells = String.join(" ", row);
            if (cells.contains("`GoldenFilesTest`")) {
                assertThat(golden).contains(type);
            }
            if (cells.contains("`InteropFilesTest`")) {
                assertThat(interop).contains(type);
            }
            if (cells.contains("`RoundTripOracleTest`")) {
                assertThat(oracle).contains(type);
            }
            assertThat(golden.contains(type) || interop.contains(type)).as(type).isTrue();
        }
    }

    private static Set<String> interopTypes() throws IOException {
        Set<String> interop = new HashSet<>();
        try (Stream<Path> paths = Files.walk(TestData.interopDirectory())) {
            for (Path path : paths.filter(p -> p.toString().contains(".arrow")).toList()) {
                SeekableInput input = SeekableInput.ofFile(path);
                addNames(
                        IpcInspector.inspect(input, ReadOptions.DEFAULT).schema().fields(),
                        interop);
            }
        }
        return interop;
    }

    @Test
    void whatFlinkWritesIsWhatThePageOfTypesSays() throws IOException {
        Set<String> written = new TreeSet<>();
        String types = Markdown.page("docs/reference/types.md").text();
        Path path = Path.of("types.md");
        String writing = types.substring(types.indexOf("## Writing"));
        for (List<String> row : new Markdown(path, writing).tableRows()) {
            for (String type : codes(row.get(0))) {
                LogicalType parsed =
                        LogicalTypeParser.parse(type, CoveragePageTest.class.getClassLoader());
                RowType rowType = RowType.of(new LogicalType[] {parsed}, new String[] {"f"});
                written.add(name(FlinkToArrowTypes.schema(rowType).fields().get(0).type()));
            }
        }

        assertThat(
                        typeRows().stream()
                                .filter(row -> row.get(4).startsWith("yes"))
                                .map(row -> row.get(0)))
                .containsExactlyInAnyOrderElementsOf(written);
    }

    private static boolean isHeader(List<String> row) {
        return row.get(1).equals("Read") || row.get(1).startsWith("---");
    }

    private static List<List<String>> typeRows() throws IOException {
        String text = Markdown.page(PAGE).text();
        int start = text.indexOf("## Types");
        String section = text.substring(start, text.indexOf("\n## ", start + 1));
        return new Markdown(Path.of(PAGE), section)
                .tableRows().stream().filter(row -> !isHeader(row)).toList();
    }

    private static List<String> codes(String cell) {
        List<String> codes = new ArrayList<>();
        Matcher matcher = CODE.matcher(cell);
        while (matcher.find()) {
            codes.add(matcher.group(1));
        }
        return codes;
    }

    private static void addNames(List<Field> fields, Set<String> names) {
        types(fields).forEach(type -> names.add(name(type)));
    }

    /** The types of fields and their children. */
    private static List<ArrowType> types(List<Field> fields) {
        List<ArrowType> types = new ArrayList<>();
        for (Field field : fields) {
            types.add(field.type());
            types.addAll(types(field.children()));
        }
        return types;
    }

    /** A type without its parameters, but for the unit of an interval, which is another layout. */
    private static String name(ArrowType type) {
        return type instanceof ArrowType.Interval
                ? type.toString()
                : type.toString().replaceAll("[\\[(].*", "");
    }
}
