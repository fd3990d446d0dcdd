/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What failed in a statement, in one line that begins with the position if SQL has one. */
final class SqlErrors {

    /** As the parser and the validator say it, with their own words before it. */
    private static final Pattern SYNTAX =
            Pattern.compile(
                    "(?s)^SQL parse failed\\. (?<what>.*?),? at line (?<line>\\d+), column (?<column>\\d+)\\.?"
                            + "(?<more>.*)");

    private static final Pattern MEANING =
            Pattern.compile(
                    "(?s)(?:From|At) line (?<line>\\d+), column (?<column>\\d+)(?: to line \\d+,"
                            + " column \\d+)?: (?<what>.*)");

    /** What the parser lists is long, and rarely what was meant. */
    private static final Pattern EXPECTATIONS = Pattern.compile("(?s)\\s*Was expecting.*");

    private SqlErrors() {}

    static String textOf(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            String positioned = positioned(String.valueOf(t.getMessage()));
            if (positioned != null) {
                return positioned;
            }
        }
        return text(reason(failure));
    }

    private static String positioned(String message) {
        Matcher syntax = SYNTAX.matcher(message);
        if (syntax.matches()) {
            String more = EXPECTATIONS.matcher(syntax.group("more")).replaceFirst("");
            return at(syntax, syntax.group("what") + more);
        }
        Matcher meaning = MEANING.matcher(message);
        return meaning.find() ? at(meaning, meaning.group("what")) : null;
    }

    private static String at(Matcher position, String what) {
        return "line %s, column %s: %s"
                .formatted(position.group("line"), position.group("column"), what.strip());
    }

    /** The first error that is not around another one, or the last. */
    private static Throwable reason(Throwable failure) {
        Throwable t = failure;
        while (t.getCause() != null && isWrapper(t)) {
            t = t.getCause();
        }
        return t;
    }

    private static boolean isWrapper(Throwable t) {
        return t instanceof ExecutionException
                || t instanceof CompletionException
                || t instanceof UncheckedIOException
                || t.getCause() instanceof ExecutionException
                || t.getClass() == RuntimeException.class
                || isOfFlink(t);
    }

    private static boolean isOfFlink(Throwable t) {
        String name = t.getClass().getName();
        return name.startsWith("org.apache.flink.") || name.startsWith("org.apache.calcite.");
    }

    /** Errors that are not about files, nor Flink's own, say little without their names. */
    private static String text(Throwable reason) {
        String message = reason.getMessage();
        if (message == null) {
            return reason.getClass().getSimpleName();
        }
        boolean named =
                reason instanceof IOException
                        || isOfFlink(reason)
                        || reason.getClass().getName().startsWith("io.github.flinkarrow.");
        return named ? message : reason.getClass().getSimpleName() + ": " + message;
    }
}
