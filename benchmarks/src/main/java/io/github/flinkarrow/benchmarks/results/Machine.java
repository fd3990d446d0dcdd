/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import org.apache.flink.runtime.util.EnvironmentInformation;

import com.sun.management.OperatingSystemMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where and with what figures were taken. */
public record Machine(
        String processor, int cores, long memoryBytes, String system, String java, String flink) {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    public static Machine current() throws IOException {
        return new Machine(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                        .getTotalMemorySize(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                EnvironmentInformation.getVersion());
    }

    private static String processorName() throws IOException {
        if (!Files.isReadable(PROCESSORS)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    /** In one line. */
    public String description() {
        return "%s, %d cores, %d GiB; %s; %s; Flink %s"
                .formatted(processor, cores, memoryBytes >> 30, system, java, flink);
    }
}
