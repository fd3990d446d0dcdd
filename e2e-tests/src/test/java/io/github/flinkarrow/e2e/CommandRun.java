/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import io.github.flinkarrow.cli.files.ArrowIpc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A command of {@code arrow-ipc} that has been run inside of this process. */
record CommandRun(int exitCode, String out, String err) {

    static CommandRun of(String... arguments) {
        return of(new byte[0], arguments);
    }

    static CommandRun of(byte[] standardInput, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = ArrowIpc.run(new ByteArrayInputStream(standardInput), out, err, arguments);
        return new CommandRun(
                exitCode,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }

    List<String> lines() {
        return out.lines().toList();
    }

    CommandRun assertSucceeded() {
        assertThat(err).isEmpty();
        assertThat(exitCode).isZero();
        return this;
    }

    /** One line on standard error, and exit code 1. */
    void assertInputIsWrong(String... parts) {
        assertThat(exitCode).as(err).isEqualTo(1);
        assertThat(err).hasLineCount(1).startsWith("arrow-ipc: ").contains(parts);
    }
}
