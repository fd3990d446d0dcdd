/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.Faults;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFormatException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Files that break at any of their bytes while they are planned: all splits, or one failure. */
class FaultyPlanningTest {

    private static final int BLOCKS = 3;

    /** Every header is read, as if files were watched. */
    private static final PlanningOptions OPTIONS =
            PlanningOptions.DEFAULT
                    .withSplitMinBytes(0)
                    .withInterval(Duration.ofDays(1))
                    .withStreams(PlanningOptions.Streams.BY_BATCH);

    @TempDir private java.nio.file.Path directory;
    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void aFaultAtAnyByteHidesNoSplit(IpcContainer container) throws Exception {
        java.nio.file.Path file = directory.resolve("a.arrow");
        ArrowFiles.write(file, BLOCKS, 5, ArrowIpcWriteOptions.DEFAULT.withContainer(container));
        Path path = fileSystem.path(file);
        List<String> all = splits(path);
        assertThat(all).hasSize(BLOCKS);

        int failures = 0;
        long size = Files.size(file);
        for (long at = 0; at < size; at++) {
            fileSystem.setFaults(Faults.NONE.withShortReads(11).withReadErrorAt(at));
            failures += splitsOrFailure("error at " + at, IOException.class, path, all);
            fileSystem.setFaults(Faults.NONE.withShortReads(11).withEndAt(at));
            failures += splitsOrFailure("end at " + at, IpcFormatException.class, path, all);
        }

        // Bodies are not read, and most of the bytes here are headers.
        assertThat(failures).isGreaterThan((int) size / 2);
    }

    private int splitsOrFailure(
            String fault, Class<? extends IOException> type, Path path, List<String> all) {
        int failures = 0;
        try {
            assertThat(splits(path)).as(fault).isEqualTo(all);
        } catch (IOException e) {
            assertThat(e).as(fault).isInstanceOf(type).hasMessageContaining(path.toString());
            failures = 1;
        }
        assertThat(fileSystem.accesses().openStreams()).as(fault).isZero();
        return failures;
    }

    private static List<String> splits(Path path) throws IOException {
        try (FilePlanning planning =
                new FilePlanning(List.of(path), OPTIONS, ArrowIpcReadOptions.DEFAULT)) {
            PlannedFile planned = planning.cut(planning.layouts(), 1).get(0);
            return IntStream.range(0, planned.splitCount())
                    .mapToObj(split -> planned.split(split).splitId())
                    .toList();
        }
    }
}
