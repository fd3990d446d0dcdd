/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.sql;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.cli.json.JsonResult;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One JSON object a row, which is handed on in a tenth of a second, whenever the next one comes.
 */
record JsonLines(OutputStream out) implements ResultFormat {

    private static final int OUTPUT_BYTES = 1 << 16;
    private static final long FLUSH_MILLIS = 100;

    @Override
    public Rows begin(RowType type) throws IOException {
        return new Lines(new JsonResult(new BufferedOutputStream(out, OUTPUT_BYTES), type));
    }

    private static final class Lines implements Rows {

        private final JsonResult json;
        private final ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(Lines::thread);
        private boolean waiting;
        private IOException failure;

        Lines(JsonResult json) {
            this.json = json;
            var unused =
                    timer.scheduleWithFixedDelay(
                            this::flushWaiting, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
        }

        private static Thread thread(Runnable task) {
            Thread thread = new Thread(task, "json-lines");
            thread.setDaemon(true);
            return thread;
        }

        private synchronized void flushWaiting() {
            if (waiting && failure == null) {
                waiting = false;
                try {
                    json.flush();
                } catch (IOException e) {
                    failure = e;
                }
            }
        }

        @Override
        public synchronized void print(RowData row) throws IOException {
            requireNoFailure();
            json.write(row);
            waiting = true;
        }

        @Override
        public synchronized void end() throws IOException {
            requireNoFailure();
            json.flush();
            waiting = false;
        }

        /** What could not be handed on is an error of whatever comes next. */
        private void requireNoFailure() throws IOException {
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        public void close() throws IOException {
            timer.shutdown();
            synchronized (this) {
                json.close();
            }
        }
    }
}
