/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Says what is wrong with the input in one line on standard error, and exits with 1. Any other error
 * is a fault of ours: then the stack trace is printed.
 */
public final class InputErrors implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        IOException reason = reason(failure);
        String name = command.getCommandSpec().root().name();
        if (reason == null) {
            command.getErr().println(name + ": internal error");
            failure.printStackTrace(command.getErr());
        } else {
            command.getErr().println(name + ": " + oneLine(reason));
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** The innermost I/O error: jobs wrap what happened in their readers several times. */
    private static IOException reason(Throwable failure) {
        IOException reason = null;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof IOException io && io.getMessage() != null) {
                reason = io;
            }
        }
        return reason;
    }

    private static String oneLine(IOException reason) {
        return reason.getMessage().replaceAll("\\s*\\R\\s*", " ");
    }
}
