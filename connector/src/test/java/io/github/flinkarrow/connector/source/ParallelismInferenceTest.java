/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.connector.source.DynamicFilteringInfo;
import org.apache.flink.api.connector.source.DynamicParallelismInference;
import org.apache.flink.connector.testutils.source.reader.TestingSplitEnumeratorContext;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ParallelismInferenceTest {

    private static final int BLOCKS = 6;

    @TempDir private java.nio.file.Path directory;
    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();

    @Test
    void aReaderForEachPartOfTheVolumeButNotMoreThanBlocksOrTheBound() throws Exception {
        ArrowIpcSource source = source();
        long bytes = bytes();

        assertThat(source.inferParallelism(context(100, bytes))).isEqualTo(1);
        assertThat(source.inferParallelism(context(100, bytes - 1))).isEqualTo(2);
        assertThat(source.inferParallelism(context(100, bytes / 4))).isEqualTo(4);
        assertThat(source.inferParallelism(context(100, 1))).isEqualTo(BLOCKS);
        assertThat(source.inferParallelism(context(3, 1))).isEqualTo(3);
    }

    @Test
    void theFootersAreReadOnceForTheParallelismAndThePlan() throws Exception {
        ArrowIpcSource source = source();
        fileSystem.accesses().forget();
        source.inferParallelism(context(100, 1));
        TestingSplitEnumeratorContext<ArrowIpcSplit> context =
                new TestingSplitEnumeratorContext<>(1);
        context.registerReader(0, "host");

        try (var enumerator = source.createEnumerator(context)) {
            enumerator.start();
            context.triggerAllActions();
            enumerator.handleSplitRequest(0, null);
        }

        assertThat(context.getSplitAssignments().get(0).getAssignedSplits()).hasSize(1);
        assertThat(fileSystem.accesses().opened()).hasSize(2);
    }

    @Test
    void anEnumeratorThatIsCreatedLaterLooksAgain() throws Exception {
        ArrowIpcSource source = source();
        fileSystem.accesses().forget();
        source.inferParallelism(context(100, 1));
        for (int i = 0; i < 2; i++) {
            TestingSplitEnumeratorContext<ArrowIpcSplit> context =
                    new TestingSplitEnumeratorContext<>(1);
            try (var enumerator = source.createEnumerator(context)) {
                enumerator.start();
                context.triggerAllActions();
            }
        }

        assertThat(fileSystem.accesses().opened()).hasSize(4);
    }

    @Test
    void filesThatWereCountedAreNotOpened() throws Exception {
        source();
        FileTime longAgo = FileTime.fromMillis(1_600_000_000_000L);
        Files.setLastModifiedTime(directory.resolve("a"), longAgo);
        Files.setLastModifiedTime(directory.resolve("b"), longAgo);
        ArrowIpcSourceBuilder builder =
                ArrowIpcSource.forPaths(fileSystem.path(directory)).withRowType(RowType.of());
        CountedFiles counted = builder.build().count().orElseThrow();
        fileSystem.accesses().forget();

        assertThat(builder.buildWith(new CountedRows(counted)).inferParallelism(context(100, 1)))
                .isEqualTo(1);
        assertThat(fileSystem.accesses().opened()).isEmpty();
    }

    private ArrowIpcSource source() throws Exception {
        ArrowFiles.write(directory.resolve("a"), BLOCKS / 2, 100);
        ArrowFiles.write(directory.resolve("b"), BLOCKS / 2, 100);
        return ArrowIpcSource.forPaths(fileSystem.path(directory))
                .withRowType(ArrowFiles.ROW_TYPE)
                .build();
    }

    /** What the record batches take. */
    private long bytes() throws IOException {
        try (FilePlanning planning =
                new FilePlanning(
                        List.of(fileSystem.path(directory)),
                        PlanningOptions.DEFAULT,
                        ArrowIpcReadOptions.DEFAULT)) {
            return planning.layouts().stream()
                    .mapToLong(layout -> layout.blocks().totalLength())
                    .sum();
        }
    }

    private static DynamicParallelismInference.Context context(int bound, long volume) {
        return new DynamicParallelismInference.Context() {
            @Override
            public Optional<DynamicFilteringInfo> getDynamicFilteringInfo() {
                return Optional.empty();
            }

            @Override
            public int getParallelismInferenceUpperBound() {
                return bound;
            }

            @Override
            public long getDataVolumePerTask() {
                return volume;
            }
        };
    }
}
