/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

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

    /** What wrappers have as their cause; null if any other error comes first. */
    private static IOException reason(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof IOException io && io.getMessage() != null) {
                return io;
            } else if (!isWrapper(t)) {
                return null;
            }
        }
        return null;
    }

    /** Flink wraps what fails in a job in errors of its own, and in plain runtime exceptions. */
    private static boolean isWrapper(Throwable t) {
        return t instanceof IOException
                || t instanceof UncheckedIOException
                || t instanceof ExecutionException
                || t instanceof CompletionException
                || t.getClass() == RuntimeException.class
                || t.getClass().getName().startsWith("org.apache.flink.");
    }

    private static String oneLine(IOException reason) {
        return reason.getMessage().replaceAll("\\s*\\R\\s*", " ");
    }
}
