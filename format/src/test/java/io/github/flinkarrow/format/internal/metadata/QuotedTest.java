/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class QuotedTest {

    @Test
    void textIsPrintedAsItIs() {
        assertThat(Quoted.of("a b, naïve 日本 🙂")).isEqualTo("'a b, naïve 日本 🙂'");
    }

    @Test
    void whatATerminalWouldActUponIsEscaped() {
        assertThat(Quoted.of("\u001b[31m\n\0\u202e\u2028\u200b\uD800"))
                .isEqualTo("'\\u001b[31m\\u000a\\u0000\\u202e\\u2028\\u200b\\ud800'");
    }

    @Test
    void longTextIsCut() {
        assertThat(Quoted.of("\0".repeat(1000))).hasSizeLessThan(140).endsWith("…'");
        assertThat(Quoted.of("x".repeat(119))).isEqualTo("'" + "x".repeat(119) + "'");
    }

    @Test
    void aPathIsItsNames() {
        FieldPath path = FieldPath.ROOT.child("a").child("b c").child("");
        assertThat(path).hasToString("field 'a.b c.'");
        assertThat(FieldPath.ROOT).hasToString("the schema");
    }
}
