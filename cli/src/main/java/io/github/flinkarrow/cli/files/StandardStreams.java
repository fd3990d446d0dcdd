/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.files;

import io.github.flinkarrow.cli.Console;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a command reads where a file is called {@code -}, and where it prints its results. */
record StandardStreams(InputStream in, OutputStream out) {

    /** Standard output for lines of text. */
    Console console() {
        return new Console(new PrintStream(out, true, StandardCharsets.UTF_8), false);
    }
}
