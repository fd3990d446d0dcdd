/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli;

import java.io.PrintStream;

/**
 * Where a command prints its results.
 *
 * @param out standard output
 * @param isTerminal whether somebody watches, so that a line may be written over
 */
public record Console(PrintStream out, boolean isTerminal) {

    /** Standard output; the launcher says in a system property whether it is a terminal. */
    public static Console standard() {
        return new Console(System.out, Boolean.getBoolean("arrow-ipc.terminal"));
    }

    public void println(String line) {
        out.println(line);
    }
}
