/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli;

import org.apache.flink.util.FlinkRuntimeException;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

import static org.assertj.core.api.Assertions.assertThat;

class InputErrorsTest {

    @Test
    void whatIsWrongWithTheInputIsOneLineHoweverDeepItLies() {
        Exception failure =
                new ExecutionException(
                        new FlinkRuntimeException(
                                "job failed",
                                new RuntimeException(
                                        new UncheckedIOException(
                                                null,
                                                new IOException(
                                                        "a.arrow: is\n  broken",
                                                        new IOException("detail"))))));

        assertThat(report(failure)).isEqualTo("test: a.arrow: is broken\n");
    }

    @Test
    void faultsOfOursComeWithTheirTrace() {
        assertThat(report(new IllegalStateException("no such thing")))
                .startsWith("test: internal error\n")
                .contains("no such thing")
                .contains("\tat ");
    }

    @Test
    void aFaultOfOursIsNoInputErrorBecauseItHasOneAsItsCause() {
        Exception fault =
                new IllegalStateException("cannot be", new IOException("a.arrow: is broken"));

        assertThat(report(new FlinkRuntimeException(fault)))
                .startsWith("test: internal error\n")
                .contains("cannot be")
                .contains("\tat ");
    }

    private static String report(Exception failure) {
        StringWriter err = new StringWriter();
        int exitCode =
                new CommandLine(new Failing(failure))
                        .setExecutionExceptionHandler(new InputErrors())
                        .setErr(new PrintWriter(err))
                        .execute();

        assertThat(exitCode).isEqualTo(1);
        return err.toString();
    }

    @Command(name = "test")
    private record Failing(Exception failure) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }
}
