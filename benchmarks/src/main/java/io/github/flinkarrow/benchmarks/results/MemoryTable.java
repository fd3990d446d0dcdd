/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import io.github.flinkarrow.benchmarks.memory.MemoryAccount;
import io.github.flinkarrow.benchmarks.memory.RunMemory;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** What jobs held after their runs, with the heap collected, and how that grew from run to run. */
final class MemoryTable {

    private static final double KIBIBYTE = 1 << 10;
    private static final double MEBIBYTE = 1 << 20;

    private final Grid grid =
            new Grid(
                    1,
                    "job",
                    "files MiB",
                    "runs",
                    "most heap MiB allowed",
                    "heap MiB first / last / most",
                    "heap KiB more a run",
                    "direct MiB first / last / most",
                    "direct KiB more a run",
                    "mapped MiB most",
                    "format's buffers MiB at once",
                    "as record batches",
                    "format's buffers MiB in all");

    static Grid of(List<MemoryAccount> accounts) {
        return new MemoryTable(accounts).grid;
    }

    private MemoryTable(List<MemoryAccount> accounts) {
        for (MemoryAccount account : accounts) {
            MemoryFigures figures = new MemoryFigures(account);
            grid.add(
                    account.job(),
                    Long.toString(account.fileBytes() >> 20),
                    Integer.toString(account.runs().size()),
                    Long.toString(account.heapLimit() >> 20),
                    held(figures, RunMemory::heapBytes),
                    text("%.1f", figures.trend(RunMemory::heapBytes) / KIBIBYTE),
                    held(figures, RunMemory::directBytes),
                    text("%.1f", figures.trend(RunMemory::directBytes) / KIBIBYTE),
                    mebibytes(figures.most(RunMemory::mappedBytes)),
                    mebibytes(figures.most(RunMemory::peakBufferBytes)),
                    text("%.1f", figures.mostBatches()),
                    mebibytes(figures.last(RunMemory::handedOutBytes)));
        }
    }

    private static String held(MemoryFigures figures, ToLongFunction<RunMemory> bytes) {
        return "%s / %s / %s"
                .formatted(
                        mebibytes(figures.first(bytes)),
                        mebibytes(figures.last(bytes)),
                        mebibytes(figures.most(bytes)));
    }

    private static String mebibytes(long bytes) {
        return bytes == 0 ? "0" : text("%.1f", bytes / MEBIBYTE);
    }

    private static String text(String format, double figure) {
        return String.format(Locale.ROOT, format, figure);
    }
}
