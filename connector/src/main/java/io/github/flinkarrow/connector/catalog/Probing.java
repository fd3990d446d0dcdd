/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Looks into very many files at a time, to find those that are Arrow. */
final class Probing {

    /** It is waiting for a file system, so there are more of them than cores. */
    private static final int MOST_THREADS = 16;

    private Probing() {}

    static Set<TableData> arrowAmong(List<TableData> all) throws IOException {
        ExecutorService threads =
                Executors.newFixedThreadPool(
                        Math.max(1, Math.min(MOST_THREADS, all.size())), Probing::thread);
        try {
            List<Future<Boolean>> answers =
                    all.stream().map(data -> threads.submit(data::isArrow)).toList();
            Set<TableData> arrow = new HashSet<>();
            for (int i = 0; i < all.size(); i++) {
                if (answers.get(i).get()) {
                    arrow.add(all.get(i));
                }
            }
            return arrow;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("listing tables was stopped");
        } catch (ExecutionException e) {
            throw new IllegalStateException("listing tables failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "arrow-ipc-catalog");
        thread.setDaemon(true);
        return thread;
    }
}
