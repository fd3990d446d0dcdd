/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;

/**
 * Shows how many rows have been processed until it is closed: a line that is written over on a
 * terminal, else a line now and then.
 */
public final class Progress implements AutoCloseable {

    private static final long TERMINAL_MILLIS = 200;
    private static final long PLAIN_MILLIS = 2_000;

    private final PrintStream out;
    private final boolean terminal;
    private final String what;
    private final LongSupplier rows;
    private final long start = System.nanoTime();
    private final Timer timer = new Timer("progress", true);
    private boolean lineIsOpen;
    private boolean closed;

    private Progress(PrintStream out, boolean terminal, String what, LongSupplier rows) {
        this.out = out;
        this.terminal = terminal;
        this.what = what;
        this.rows = rows;
    }

    /** Shows what is being done until it is closed. */
    public static Progress start(Console console, String what, LongSupplier rows) {
        Progress progress = new Progress(console.out(), console.isTerminal(), what, rows);
        long period = console.isTerminal() ? TERMINAL_MILLIS : PLAIN_MILLIS;
        TimerTask task =
                new TimerTask() {
                    @Override
                    public void run() {
                        progress.show();
                    }
                };
        progress.timer.schedule(task, 0, period);
        return progress;
    }

    /** The same where somebody watches; else nothing is shown. */
    public static Progress onTerminal(Console console, String what, LongSupplier rows) {
        return console.isTerminal()
                ? start(console, what, rows)
                : new Progress(console.out(), false, what, rows);
    }

    private synchronized void show() {
        if (closed) {
            return;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long count = rows.getAsLong();
        String line =
                count == 0
                        ? String.format(
                                Locale.ROOT, "   %s: the job is starting, %.1f s", what, seconds)
                        : String.format(
                                Locale.ROOT, "   %s: %,d rows, %.1f s", what, count, seconds);
        if (terminal) {
            out.print("\r\033[K" + line);
            out.flush();
            lineIsOpen = true;
        } else {
            out.println(line);
        }
    }

    /** Takes the line away from a terminal. */
    @Override
    public synchronized void close() {
        closed = true;
        timer.cancel();
        if (lineIsOpen) {
            out.print("\r\033[K");
            out.flush();
            lineIsOpen = false;
        }
    }
}
