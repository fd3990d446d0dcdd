/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.format;

import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.Projection;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.array.RecordBatch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Scans of files of the table {@code mixed} by this project, in one thread. */
public final class FileScan {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private FileScan() {}

    /**
     * Reads files one after another, several times.
     *
     * @param rows that the files hold
     * @param warmups runs that are not measured
     */
    public static ScanTime scan(List<Path> files, ScanTask task, long rows, int warmups, int runs)
            throws IOException {
        List<ScanTime> times = new ArrayList<>();
        for (int run = -warmups; run < runs; run++) {
            long cpu = THREADS.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            long found = read(files, task);
            long wall = System.nanoTime() - start;
            cpu = THREADS.getCurrentThreadCpuTime() - cpu;
            ScannedFiles.requireEqual("rows", rows, found);
            if (run >= 0) {
                times.add(new ScanTime(wall / 1e9, cpu / 1e9));
            }
        }
        return ArrowCpp.median(times);
    }

    private static long read(List<Path> files, ScanTask task) throws IOException {
        long rows = 0;
        long sum = 0;
        for (Path file : files) {
            try (IpcFileReader reader =
                    IpcFileReader.open(SeekableInput.ofFile(file), ReadOptions.DEFAULT)) {
                for (int i = 0; i < reader.recordBatchCount(); i++) {
                    try (RecordBatch batch = reader.recordBatch(i, Projection.ALL)) {
                        rows += batch.rowCount();
                        sum += task == ScanTask.VALUES ? ArrayTouch.sums(batch) : 0;
                    }
                }
            }
        }
        blackHole = sum;
        return rows;
    }

    /** Keeps the compiler from leaving out what nobody asks for. */
    @SuppressWarnings("unused")
    private static volatile long blackHole;
}
