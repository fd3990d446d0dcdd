/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import io.github.flinkarrow.format.IpcContainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A monitored directory, whose rounds take place when a test asks for them. */
abstract class WatchedRounds {

    static final int BLOCKS = 3;
    static final int ROUNDS = 2;

    /** Bytes of the end-of-stream marker. */
    static final int END_OF_STREAM = 8;

    static final PlanningOptions FAILING =
            PlanningOptions.DEFAULT
                    .withSplitMinBytes(0)
                    .withInterval(Duration.ofMillis(1))
                    .withSettlingRounds(ROUNDS);

    static final PlanningOptions SKIPPING = FAILING.withOnBrokenFile(OnBrokenFile.SKIP);

    @TempDir java.nio.file.Path directory;
    final WatchedFileSystem fileSystem = WatchedFileSystem.create();
    java.nio.file.Path watched;
    RoundsContext context;
    MonitoringEnumerator enumerator;

    @BeforeEach
    void makeDirectory() throws IOException {
        watched = Files.createDirectories(directory.resolve("watched"));
    }

    void write(String name) throws IOException {
        write(name, BLOCKS);
    }

    void write(String name, int blocks) throws IOException {
        ArrowFiles.write(watched.resolve(name), blocks, 10);
    }

    byte[] bytes(IpcContainer container) throws IOException {
        java.nio.file.Path file = directory.resolve("template");
        ArrowFiles.write(file, BLOCKS, 10, ArrowIpcWriteOptions.DEFAULT.withContainer(container));
        return Files.readAllBytes(file);
    }

    ArrowIpcSource source(PlanningOptions options) {
        return new ArrowIpcSource(
                List.of(fileSystem.path(watched)),
                ArrowFiles.ROW_TYPE,
                ArrowIpcReadOptions.DEFAULT,
                options);
    }

    void start(PlanningOptions options) throws IOException {
        restore(options, new PendingSplitsSerializer().serialize(PendingSplits.unplanned()));
    }

    void restore(PlanningOptions options, byte[] state) throws IOException {
        PendingSplitsSerializer serializer = new PendingSplitsSerializer();
        PendingSplits pending = serializer.deserialize(serializer.getVersion(), state);
        context = new RoundsContext(2);
        context.registerReader(0, "host");
        context.registerReader(1, "host");
        enumerator = (MonitoringEnumerator) source(options).restoreEnumerator(context, pending);
        enumerator.start();
    }

    byte[] state() throws IOException {
        return new PendingSplitsSerializer().serialize(enumerator.snapshotState(1));
    }

    void round() {
        context.round(() -> enumerator.inspecting() > 0);
    }

    void rounds(int count) {
        for (int i = 0; i < count; i++) {
            round();
        }
    }

    List<ArrowIpcSplit> assigned(int subtask) {
        return context.getSplitAssignments().get(subtask).getAssignedSplits();
    }

    /** How many splits of each file have gone out or wait, of which reader 0 takes all. */
    Map<String, Integer> splits() {
        enumerator.handleSplitRequest(0, null);
        Map<String, Integer> counts = new TreeMap<>();
        if (!context.getSplitAssignments().containsKey(0)) {
            return counts;
        }
        int before;
        do {
            before = assigned(0).size();
            enumerator.handleSplitRequest(0, null);
        } while (assigned(0).size() > before);
        for (ArrowIpcSplit split : assigned(0)) {
            counts.merge(split.path().getName(), 1, Integer::sum);
        }
        return counts;
    }
}
