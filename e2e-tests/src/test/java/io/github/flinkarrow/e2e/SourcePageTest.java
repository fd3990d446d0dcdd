/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import io.github.flinkarrow.connector.source.ArrowIpcSourceBuilder;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The page of the source's options against its builder. */
class SourcePageTest {

    @Test
    void thePageHasEveryMethodOfTheBuilder() throws Exception {
        List<String> methods =
                Arrays.stream(ArrowIpcSourceBuilder.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .filter(method -> method.getReturnType() == ArrowIpcSourceBuilder.class)
                        .map(Method::getName)
                        .toList();

        List<String> rows =
                Markdown.page("docs/reference/source.md")
                        .text()
                        .lines()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.substring("| `".length(), line.indexOf("` |")))
                        .toList();

        assertThat(rows).containsExactlyInAnyOrderElementsOf(methods);
    }
}
