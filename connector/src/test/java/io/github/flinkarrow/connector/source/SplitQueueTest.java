/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Which split comes next, and what waiting splits cost. */
class SplitQueueTest {

    private static final int SPLITS = 6;
    private static final int BYTES_PER_SPLIT = 10;

    private static final int MANY_FILES = 100;
    private static final int SPLITS_EACH = 10_000;

    @TempDir private java.nio.file.Path directory;
    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();

    @Test
    void aReaderGetsTheSplitsOfItsHostFirstAndThenTheOthersInOrder() throws IOException {
        SplitQueue queue = SplitQueue.of(List.of(file("x", hosts("a", "b", "c"))), List.of());

        List<Long> offsets = new ArrayList<>();
        offsets.add(queue.take("b").offset());
        offsets.add(queue.take("B.example.com").offset());
        offsets.add(queue.take("b").offset());
        offsets.add(queue.take("c").offset());
        offsets.add(queue.take("elsewhere").offset());
        offsets.add(queue.take(null).offset());

        assertThat(offsets).containsExactly(10L, 40L, 0L, 20L, 30L, 50L);
        assertThat(queue.take("a")).isNull();
    }

    @Test
    void splitsOfAHostWithoutAReaderGoToTheOthers() throws IOException {
        SplitQueue queue =
                SplitQueue.of(
                        List.of(file("x", hosts("a", "b")), file("y", hosts("b", "c"))), List.of());

        List<String> taken = new ArrayList<>();
        for (ArrowIpcSplit split = queue.take("a"); split != null; split = queue.take("a")) {
            taken.add(split.path().getName() + split.offset());
        }

        assertThat(taken)
                .startsWith("x0", "x20", "x40", "x10", "x30", "x50", "y0")
                .hasSize(2 * SPLITS)
                .doesNotHaveDuplicates();
    }

    @Test
    void anAddressIsNotCutLikeAName() throws IOException {
        SplitQueue queue =
                SplitQueue.of(List.of(file("x", hosts("10.0.0.1", "10.0.0.2"))), List.of());

        assertThat(queue.take("10.0.0.2").offset()).isEqualTo(10);
        assertThat(queue.take("10.0.0.3").offset()).isZero();
    }

    @Test
    void whatWasTakenOutOfOrderIsNotInTheState() throws IOException {
        SplitQueue queue = SplitQueue.of(List.of(file("x", hosts("a", "b", "c"))), List.of());
        queue.take("c");
        queue.take("a");
        SplitQueue copy = queue.copy();
        queue.take(null);
        queue.take("b");

        assertThat(copy.size()).isEqualTo(4);
        assertThat(queue.size()).isEqualTo(2);
        assertThat(offsets(copy)).containsExactly(10L, 30L, 40L, 50L);
        assertThat(offsets(queue)).containsExactly(30L, 50L);
        assertThat(queue.size()).isZero();
    }

    @Test
    void hostsThatAreFoundLaterCount() throws IOException {
        PlannedFile file = file("x", BlockHosts.UNKNOWN);
        SplitQueue queue = SplitQueue.of(List.of(file), List.of());
        queue.take("b");
        assertThat(queue.unlocated()).containsExactly(file.file());

        queue.locate(Map.of(file.file(), hosts("a", "b")));

        assertThat(queue.unlocated()).isEmpty();
        ArrowIpcSplit next = queue.take("b");
        assertThat(next.offset()).isEqualTo(10);
        assertThat(next.hostnames()).containsExactly("b");
    }

    @Test
    void filesThatAreReadAreNotKeptWhereNoReaderIsOnAHost() throws IOException {
        BlockHosts hosts = hosts("a", "nobody");
        SplitQueue queue = SplitQueue.of(List.of(), List.of());
        WeakReference<PlannedFile> first = new WeakReference<>(addAndRead(queue, "x", hosts));
        addAndRead(queue, "y", hosts);

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (first.get() != null && System.nanoTime() < deadline) {
            System.gc();
        }
        assertThat(first.get()).isNull();
        assertThat(queue.size()).isZero();
    }

    /** Until each split is read, also those that are nobody's. */
    private static PlannedFile addAndRead(SplitQueue queue, String name, BlockHosts hosts) {
        PlannedFile file = file(name, hosts);
        queue.add(List.of(file));
        for (int i = 0; i < SPLITS; i++) {
            assertThat(queue.take("a")).isNotNull();
        }
        return file;
    }

    @Test
    void aMillionSplitsTakeTwoNumbersEachAndAFewBytesInState() throws IOException {
        List<FileLayout> files = new ArrayList<>();
        for (int i = 0; i < MANY_FILES; i++) {
            files.add(new FileLayout(manyBlocks("f" + i), FileLayout.End.CERTAIN));
        }
        PendingSplitsSerializer serializer = new PendingSplitsSerializer();

        long start = allocatedBytes();
        List<PlannedFile> planned = SplitPlanner.plan(files, 0, 0, 1);
        long toPlan = allocatedBytes() - start;
        PendingSplits pending = PendingSplits.fixed(planned, List.of());
        start = allocatedBytes();
        PendingSplits copy = pending.copy();
        long toCopy = allocatedBytes() - start;
        byte[] state = serializer.serialize(copy);
        start = allocatedBytes();
        PendingSplits restored = serializer.deserialize(1, state);
        long toRestore = allocatedBytes() - start;

        int splits = MANY_FILES * SPLITS_EACH;
        assertThat(toPlan).as("two arrays of two numbers").isLessThan(33L * splits);
        assertThat(toCopy).isLessThan(splits);
        assertThat(state.length).isLessThan(5 * splits);
        assertThat(toRestore).as("one of them").isBetween(16L * splits, 17L * splits);
        for (int i = 0; i < splits; i++) {
            ArrowIpcSplit split = restored.queue().take(null);
            assertThat(split.offset()).isEqualTo(1_000_000L * (i % SPLITS_EACH));
        }
        assertThat(restored.queue().take(null)).isNull();
    }

    private static PlannedFile manyBlocks(String name) {
        long[] ranges = new long[2 * SPLITS_EACH];
        for (int i = 0; i < SPLITS_EACH; i++) {
            ranges[2 * i] = 1_000_000L * i;
            ranges[2 * i + 1] = 1_000_000;
        }
        return new PlannedFile(dataFile(name), BlockHosts.UNKNOWN, ranges);
    }

    /** Of this thread, so far. */
    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private BlockHosts hosts(String... ofSplits) throws IOException {
        java.nio.file.Path local = directory.resolve("located");
        Files.write(local, new byte[SPLITS * BYTES_PER_SPLIT]);
        fileSystem.setBlocks(BYTES_PER_SPLIT, ofSplits);
        FileStatus status = fileSystem.getFileStatus(fileSystem.path(local));
        return BlockHosts.of(fileSystem, status);
    }

    private static PlannedFile file(String name, BlockHosts hosts) {
        long[] ranges = new long[2 * SPLITS];
        for (int i = 0; i < SPLITS; i++) {
            ranges[2 * i] = (long) i * BYTES_PER_SPLIT;
            ranges[2 * i + 1] = BYTES_PER_SPLIT;
        }
        return new PlannedFile(dataFile(name), hosts, ranges);
    }

    private static DataFile dataFile(String name) {
        return new DataFile(new Path("watched://host/data/" + name), 1L << 40, 1);
    }

    private static List<Long> offsets(SplitQueue queue) {
        List<Long> offsets = new ArrayList<>();
        for (ArrowIpcSplit split = queue.take(null); split != null; split = queue.take(null)) {
            offsets.add(split.offset());
        }
        return offsets;
    }
}
