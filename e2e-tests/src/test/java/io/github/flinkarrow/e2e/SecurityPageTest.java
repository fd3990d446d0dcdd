/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

import io.github.flinkarrow.connector.source.ArrowIpcReadOptions;
import io.github.flinkarrow.connector.table.ArrowIpcFormatFactory;
import io.github.flinkarrow.format.ReadOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What is promised for untrusted files against the code and the tests. */
class SecurityPageTest {

    private static final String PREFIX = "arrow-ipc.";
    private static final String RULES = "docs/reference/malformed-files.md";
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:#(\\w+))?`");

    @Test
    void theLimitsAreThoseOfTheCode() throws Exception {
        Map<String, Object> defaults = new HashMap<>();
        for (ConfigOption<?> option : new ArrowIpcFormatFactory().optionalOptions()) {
            if (option.key().startsWith("limit.")) {
                defaults.put(PREFIX + option.key(), option.defaultValue());
            }
        }
        List<String> listed = new ArrayList<>();
        for (List<String> row : Markdown.page("SECURITY.md").tableRows()) {
            String option = row.get(0).replace("`", "");
            if (option.startsWith(PREFIX)) {
                listed.add(option);
                Object value = defaults.get(option);
                assertThat(row.get(2))
                        .isEqualTo("`" + value.toString().toLowerCase(Locale.ROOT) + "`");
                String component = row.get(1).replace("`", "");
                long bound =
                        value instanceof MemorySize size
                                ? size.getBytes()
                                : ((Number) value).longValue();
                assertThat(limit(ReadOptions.DEFAULT, component)).isEqualTo(bound);
                assertThat(limit(ArrowIpcReadOptions.DEFAULT, component)).isEqualTo(bound);
            }
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(defaults.keySet());
    }

    private static long limit(Object options, String component) throws Exception {
        return ((Number) options.getClass().getMethod(component).invoke(options)).longValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SECURITY.md", RULES})
    void everyTestThatAPageNamesExists(String page) throws IOException {
        Map<String, String> sources = testSources();
        for (List<String> row : Markdown.page(page).tableRows()) {
            Matcher named = TEST.matcher(String.join(" ", row));
            while (named.find()) {
                assertThat(sources).as(named.group()).containsKey(named.group(1));
                if (named.group(2) != null) {
                    assertThat(sources.get(named.group(1)))
                            .as(named.group())
                            .containsPattern(
                                    "(void|Stream<DynamicTest>) " + named.group(2) + "\\(");
                }
            }
        }
    }

    @Test
    void everyRuleNamesItsTest() throws IOException {
        List<List<String>> rules =
                Markdown.page(RULES).tableRows().stream()
                        .filter(row -> !row.get(0).equals("rule"))
                        .toList();

        assertThat(rules).hasSizeGreaterThan(60);
        assertThat(rules).allSatisfy(row -> assertThat(row.get(2)).containsPattern(TEST));
    }

    /** The tests of all modules by their simple names. */
    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        Path root = Path.of(System.getProperty("project.root"));
        for (String module : List.of("format", "connector", "cli", "e2e-tests")) {
            try (Stream<Path> paths = Files.walk(root.resolve(module).resolve("src/test/java"))) {
                for (Path path : paths.filter(Files::isRegularFile).toList()) {
                    String name = path.getFileName().toString().replace(".java", "");
                    sources.merge(name, Files.readString(path), String::concat);
                }
            }
        }
        return sources;
    }
}
