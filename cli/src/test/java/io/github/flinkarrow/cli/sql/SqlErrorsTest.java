/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.sql;

import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.util.FlinkException;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.concurrent.ExecutionException;

import static org.assertj.core.api.Assertions.assertThat;

class SqlErrorsTest {

    @Test
    void anErrorOfTheParserBeginsWithItsPosition() {
        assertThat(
                        SqlErrors.textOf(
                                new TableException(
                                        "SQL parse failed. Encountered \"x\" at line 2, column 20.\n"
                                                + "Was expecting one of:\n    <EOF>\n    \",\" ...")))
                .isEqualTo("line 2, column 20: Encountered \"x\"");
        assertThat(
                        SqlErrors.textOf(
                                new TableException(
                                        "SQL parse failed. Lexical error at line 1, column 8."
                                                + "  Encountered: \"#\" (35), after : \"\"")))
                .isEqualTo(
                        "line 1, column 8: Lexical error  Encountered: \"#\" (35), after : \"\"");
    }

    @Test
    void anErrorOfTheValidatorBeginsWithItsPosition() {
        assertThat(
                        SqlErrors.textOf(
                                new ValidationException(
                                        "SQL validation failed. From line 1, column 8 to line 1,"
                                                + " column 12: Column 'dealy' not found")))
                .isEqualTo("line 1, column 8: Column 'dealy' not found");
        assertThat(
                        SqlErrors.textOf(
                                new ValidationException(
                                        "SQL validation failed. At line 3, column 9: No such thing")))
                .isEqualTo("line 3, column 9: No such thing");
    }

    @Test
    void aFailedJobSaysWhatFailedInIt() {
        Exception job =
                new FlinkException(
                        "job failed",
                        new RuntimeException("fetcher", new IOException("a.arrow: is broken")));

        assertThat(
                        SqlErrors.textOf(
                                new RuntimeException(
                                        "Failed to fetch next result",
                                        new IOException(
                                                "Failed to fetch job execution result",
                                                new ExecutionException(job)))))
                .isEqualTo("a.arrow: is broken");
    }

    @Test
    void whatSaysLittleComesWithItsName() {
        assertThat(SqlErrors.textOf(new FlinkException(new ArithmeticException("/ by zero"))))
                .isEqualTo("ArithmeticException: / by zero");
        assertThat(SqlErrors.textOf(new IllegalStateException()))
                .isEqualTo("IllegalStateException");
    }
}
