/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.memory;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

import java.util.List;

/**
 * What Flink computes for a task manager from its default configuration, a process of 1,728 MiB:
 * with the same methods as its start scripts.
 */
final class MemoryLimits {

    /** Of the configuration that Flink comes with; there is no default of the option. */
    private static final MemorySize PROCESS = MemorySize.ofMebiBytes(1_728);

    private static final TaskExecutorProcessSpec SPEC =
            TaskExecutorProcessUtils.processSpecFromConfig(
                    new Configuration().set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, PROCESS));

    private MemoryLimits() {}

    /** Heap, direct memory and metaspace. */
    static List<String> jvmOptions() {
        return List.of(ProcessMemoryUtils.generateJvmParametersStr(SPEC).strip().split("\\s+"));
    }

    /** What a cluster inside a process would otherwise have less of. */
    static Configuration cluster() {
        return new Configuration()
                .set(TaskManagerOptions.NETWORK_MEMORY_MIN, SPEC.getNetworkMemSize())
                .set(TaskManagerOptions.NETWORK_MEMORY_MAX, SPEC.getNetworkMemSize())
                .set(TaskManagerOptions.MANAGED_MEMORY_SIZE, SPEC.getManagedMemorySize());
    }
}
