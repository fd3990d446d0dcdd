/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;

import io.github.flinkarrow.connector.table.ArrowIpcFormatFactory;
import org.junit.jupiter.api.Test;

import java.util.Locale;

import static org.assertj.core.api.Assertions.assertThat;

/** The page of options against the options. */
class OptionsPageTest {

    private static final String PREFIX = "arrow-ipc.";

    @Test
    void thePageHasEveryOptionAsTheCodeHasIt() throws Exception {
        String expected =
                new ArrowIpcFormatFactory()
                        .optionalOptions().stream()
                                .sorted((a, b) -> a.key().compareTo(b.key()))
                                .map(OptionsPageTest::row)
                                .reduce("", String::concat);

        String page = Markdown.page("docs/reference/options.md").text();

        assertThat(page.lines().filter(line -> line.startsWith("| `")).map(line -> line + "\n"))
                .as("the rows of the table are to be\n%s", expected)
                .isEqualTo(expected.lines().map(line -> line + "\n").toList());
    }

    private static String row(ConfigOption<?> option) {
        Object value = option.defaultValue();
        String text =
                value == null ? "(none)" : "`" + value.toString().toLowerCase(Locale.ROOT) + "`";
        return "| `%s` | %s | %s |\n"
                .formatted(
                        PREFIX + option.key(),
                        text,
                        new HtmlFormatter().format(option.description()));
    }
}
