/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

import java.io.IOException;

/**
 * Says what is wrong with the input in one line on standard error, and exits with 1. Any other
 * error is a fault of ours: then the stack trace is printed.
 */
public final class InputErrors implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult parsed) {
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

    /** What Flink has wrapped in errors of its own, none of which is an I/O error. */
    private static IOException reason(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof IOException io && io.getMessage() != null) {
                return io;
            }
        }
        return null;
    }

    private static String oneLine(IOException reason) {
        return reason.getMessage().replaceAll("\\s*\\R\\s*", " ");
    }
}
