/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.usage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The physical memory of this process, as Linux tells it. */
public final class ResidentMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");
    private static final String CLEAR_PEAK = "5";

    private ResidentMemory() {}

    /** Has the peak begin anew, where the system can. */
    static void resetPeak() throws IOException {
        if (Files.isWritable(CLEAR)) {
            Files.writeString(CLEAR, CLEAR_PEAK);
        }
    }

    /** The most since the last reset; 0 if it is not known. */
    static long peakBytes() throws IOException {
        return bytes("VmHWM:");
    }

    /** What is resident now and belongs to no file; 0 if it is not known. */
    public static long anonymousBytes() throws IOException {
        return bytes("RssAnon:");
    }

    /** What is resident now of mapped files; 0 if it is not known. */
    public static long mappedFileBytes() throws IOException {
        return bytes("RssFile:");
    }

    private static long bytes(String key) throws IOException {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(key))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .findFirst()
                    .orElse(0);
        }
    }
}
