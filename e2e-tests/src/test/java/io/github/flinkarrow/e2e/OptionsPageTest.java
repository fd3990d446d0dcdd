/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.Factory;
import org.apache.flink.table.factories.FactoryUtil;

import io.github.flinkarrow.connector.catalog.ArrowIpcCatalogFactory;
import io.github.flinkarrow.connector.table.ArrowIpcFormatFactory;
import io.github.flinkarrow.connector.table.ArrowIpcTableFactory;
import org.junit.jupiter.api.Test;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** The page of options against the options. */
class OptionsPageTest {

    private static final String PREFIX = "arrow-ipc.";

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static final String PAGE = "docs/reference/options.md";

    @Test
    void thePageHasEveryOptionAsTheCodeHasIt() throws Exception {
        String expected =
                rows(new ArrowIpcFormatFactory(), PREFIX)
                        + rows(new ArrowIpcTableFactory(), "")
                        + rows(new ArrowIpcCatalogFactory(), "");

        String page = Markdown.page(PAGE).text();

        assertThat(page.lines().filter(line -> line.startsWith("| `")).map(line -> line + "\n"))
                .as("the rows of the tables are to be\n%s", expected)
                .isEqualTo(expected.lines().map(line -> line + "\n").toList());
    }

    @Test
    void thePageHasTheOptionsOfTheFileSystemConnectorThatTheConnectorTakes() throws Exception {
        List<String> expected =
                FactoryUtil.discoverFactory(
                                getClass().getClassLoader(),
                                DynamicTableSourceFactory.class,
                                "filesystem")
                        .optionalOptions()
                        .stream()
                        .map(ConfigOption::key)
                        .filter(key -> !key.equals("source.path.regex-pattern"))
                        .sorted()
                        .toList();

        String text = Markdown.page(PAGE).text();
        String section = text.substring(text.indexOf("## Of Flink's file system connector"));

        assertThat(CODE.matcher(section).results().map(match -> match.group(1)))
                .containsExactlyElementsOf(expected);
    }

    private static String rows(Factory factory, String prefix) {
        return factory.optionalOptions().stream()
                .sorted(Comparator.comparing(ConfigOption::key))
                .map(option -> row(option, prefix))
                .collect(Collectors.joining());
    }

    private static String row(ConfigOption<?> option, String prefix) {
        Object value = option.defaultValue();
        String text =
                value == null ? "(none)" : "`" + value.toString().toLowerCase(Locale.ROOT) + "`";
        return "| `%s` | %s | %s |\n"
                .formatted(
                        prefix + option.key(),
                        text,
                        new HtmlFormatter().format(option.description()));
    }
}
