/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileStatus;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Two files of 20 and 7 rows, which were counted. */
class CountedFilesTest {

    private static final int ROWS = 27;

    @TempDir private java.nio.file.Path directory;
    private CountedFiles counted;

    @BeforeEach
    void countFiles() throws IOException {
        ArrowFiles.write(directory.resolve("a"), 2, 10);
        ArrowFiles.write(directory.resolve("b"), 1, 7);
        counted = source().build().count().orElseThrow();
        assertThat(counted.rowCount()).isEqualTo(ROWS);
    }

    @Test
    void theSameFilesAreRecognized() throws IOException {
        assertThat(counted.are(files())).isTrue();
    }

    @Test
    void otherFilesAreNot() throws IOException {
        ArrowFiles.write(directory.resolve("c"), 1, 7);
        assertThat(counted.are(files())).as("one more").isFalse();
        Files.delete(directory.resolve("c"));
        assertThat(counted.are(files())).isTrue();

        Files.move(directory.resolve("b"), directory.resolve("c"));
        assertThat(counted.are(files())).as("another name").isFalse();
        Files.delete(directory.resolve("c"));
        assertThat(counted.are(files())).as("one less").isFalse();
        assertThat(counted.are(List.of())).as("none").isFalse();
    }

    @Test
    void aFileThatHasChangedIsNot() throws IOException {
        java.nio.file.Path file = directory.resolve("b");
        FileTime written = Files.getLastModifiedTime(file);

        Files.setLastModifiedTime(file, FileTime.fromMillis(written.toMillis() + 1));
        assertThat(counted.are(files())).as("another time").isFalse();

        ArrowFiles.write(file, 1, 70);
        Files.setLastModifiedTime(file, written);
        assertThat(counted.are(files())).as("another size").isFalse();
    }

    @Test
    void filesWithoutAModificationTimeAreNeverTakenForTheSame() throws IOException {
        List<FileStatus> timeless = new ArrayList<>();
        for (FileStatus file : files()) {
            timeless.add(
                    new LocalFileStatus(
                            new java.io.File(file.getPath().getPath()), new LocalFileSystem()) {
                        @Override
                        public long getModificationTime() {
                            return 0;
                        }
                    });
        }
        CountedFiles unknown = new CountedFiles(timeless, ROWS);

        assertThat(unknown.are(timeless)).isFalse();
        assertThat(new CountedFiles(List.of(), 0).are(List.of())).isFalse();
    }

    @Test
    void countedFilesAreOneSplitThatOpensNone() throws Exception {
        List<FileLayout> layouts;
        try (FilePlanning planning = planning()) {
            layouts = planning.layouts();
        }
        assertThat(layouts).hasSize(1);
        PlannedFile planned = layouts.get(0).blocks();
        assertThat(planned.splitCount()).isEqualTo(1);
        Files.delete(directory.resolve("a"));
        Files.delete(directory.resolve("b"));

        List<ArrowIpcSplit> left = new ArrayList<>();
        assertThat(read(planned.split(0), left)).containsExactly((long) ROWS);
        assertThat(read(left.get(0), left)).as("restored behind the row").isEmpty();
    }

    @Test
    void otherFilesArePlannedAndReadAsEver() throws Exception {
        ArrowFiles.write(directory.resolve("c"), 1, 5);
        List<Long> counts = new ArrayList<>();
        try (FilePlanning planning = planning()) {
            for (FileLayout layout : planning.layouts()) {
                counts.addAll(read(layout.blocks().packed(1 << 20).split(0), new ArrayList<>()));
            }
        }

        assertThat(counts).containsExactly(20L, 7L, 5L);
    }

    /**
     * What a split becomes.
     *
     * @param left takes the split with its position behind the first row
     */
    private List<Long> read(ArrowIpcSplit split, List<ArrowIpcSplit> left) throws Exception {
        List<Long> counts = new ArrayList<>();
        try (ReaderRun run =
                new ReaderRun(
                        source().buildWith(new CountedRows(counted)),
                        row -> counts.add(row.getLong(0)))) {
            run.reader().addSplits(List.of(split));
            run.reader().notifyNoMoreSplits();
            run.read(1);
            left.addAll(run.snapshot());
            run.read(Long.MAX_VALUE);
        }
        return counts;
    }

    private ArrowIpcSourceBuilder source() {
        return ArrowIpcSource.forPaths(path()).withRowType(RowType.of());
    }

    private FilePlanning planning() {
        return new FilePlanning(
                List.of(path()), PlanningOptions.DEFAULT, ArrowIpcReadOptions.DEFAULT, counted);
    }

    private List<FileStatus> files() throws IOException {
        return DataFiles.presentBelow(List.of(path()));
    }

    private Path path() {
        return new Path(directory.toUri());
    }
}
