/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.format;

import io.github.flinkarrow.benchmarks.results.Median;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Arrow C++ as a peer, through pyarrow in a process of its own: left out where {@code python3} has
 * none. It sums up numbers and the lengths of text, of which it does not look at the bytes.
 */
public final class ArrowCpp {

    private static final String PYTHON = "python3";
    private static final String SCRIPT = "arrow_cpp.py";

    private ArrowCpp() {}

    /** The version of pyarrow, or nothing where it is not installed. */
    public static Optional<String> version() throws IOException {
        Process process;
        try {
            process =
                    new ProcessBuilder(PYTHON, "-c", "import pyarrow; print(pyarrow.__version__)")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            return Optional.empty();
        }
        List<String> lines = linesOf(process);
        return process.exitValue() == 0 ? Optional.of(lines.get(0)) : Optional.empty();
    }

    /**
     * Reads files one after another, several times.
     *
     * @param rows that the files hold
     * @param threads that decompress the buffers of a record batch
     * @throws IOException if it fails, or reads another number of rows
     */
    public static ScanTime scan(List<Path> files, ScanTask task, long rows, int threads, int runs)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(PYTHON, "-c", script(), task.name().toLowerCase(Locale.ROOT)));
        command.addAll(List.of(Integer.toString(threads), Integer.toString(runs)));
        files.forEach(file -> command.add(file.toString()));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<ScanTime> times = new ArrayList<>();
        for (String line : linesOf(process)) {
            String[] figures = line.split(" ", -1);
            ScannedFiles.requireEqual("Arrow C++", rows, Long.parseLong(figures[2]));
            times.add(new ScanTime(Double.parseDouble(figures[0]), Double.parseDouble(figures[1])));
        }
        if (process.exitValue() != 0 || times.size() != runs) {
            throw new IOException("Arrow C++ ended with " + process.exitValue());
        }
        return median(times);
    }

    static ScanTime median(List<ScanTime> times) {
        return new ScanTime(
                Median.of(times, ScanTime::wallSeconds), Median.of(times, ScanTime::cpuSeconds));
    }

    private static String script() throws IOException {
        try (InputStream script = ArrowCpp.class.getResourceAsStream(SCRIPT)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> linesOf(Process process) throws IOException {
        try {
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(1, TimeUnit.MINUTES);
            return output.lines().toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Arrow C++ reads", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
