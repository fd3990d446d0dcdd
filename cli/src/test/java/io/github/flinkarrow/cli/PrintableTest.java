/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PrintableTest {

    @Test
    void namesFromFilesCannotControlTheTerminal() {
        assertThat(Printable.name("a\033[2Jb\n\u202e")).isEqualTo("a\\u001b[2Jb\\u000a\\u202e");
    }

    @Test
    void namesAreCutWhereTheyAreLong() {
        assertThat(Printable.name("x".repeat(1_000))).isEqualTo("x".repeat(100) + "...");
    }
}
