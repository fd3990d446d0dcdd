/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** Links between the pages of the documentation. */
class LinksTest {

    @Test
    void linksLeadSomewhere() throws Exception {
        for (Markdown page : Markdown.pages()) {
            for (Path link : page.links()) {
                assertThat(Files.exists(link)).as("%s -> %s", page, link).isTrue();
            }
        }
    }
}
