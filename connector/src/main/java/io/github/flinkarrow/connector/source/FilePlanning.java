/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Finds the files of a source, reads their footers at the same time, and cuts them into splits. */
final class FilePlanning implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(FilePlanning.class);

    private final List<Path> paths;
    private final PlanningOptions options;
    private final CountedFiles counted;
    private final InspectionPool pool;

    FilePlanning(List<Path> paths, PlanningOptions options, ArrowIpcReadOptions readOptions) {
        this(paths, options, readOptions, CountedFiles.NONE);
    }

    /**
     * @param counted if nothing but the number of all rows is wanted, what was counted before
     */
    FilePlanning(
            List<Path> paths,
            PlanningOptions options,
            ArrowIpcReadOptions readOptions,
            CountedFiles counted) {
        this.paths = paths;
        this.options = options;
        this.counted = counted;
        this.pool = new InspectionPool(new FileInspector(readOptions, options));
    }

    /**
     * The layouts of all files that are there now. Reads nothing but footers. Files that were
     * counted are one layout that stands for all.
     *
     * @throws IOException that names the file, if one of them cannot be read and is not skipped
     */
    List<FileLayout> layouts() throws IOException {
        List<FileStatus> files = files();
        if (!counted.isNone() && counted.are(files.stream().map(DataFile::of).toList())) {
            return List.of(CountedSplit.plan(DataFile.of(files.get(0))));
        }
        if (options.onBrokenFile() == OnBrokenFile.FAIL) {
            return pool.layouts(files);
        }
        List<FileLayout> layouts = new ArrayList<>(files.size());
        for (InspectionPool.Outcome outcome : pool.outcomes(files)) {
            if (outcome.failure() == null) {
                layouts.add(outcome.layout());
            } else if (!SkippingRows.isBroken(outcome.failure())) {
                throw outcome.failure();
            } else {
                LOG.warn("{}: the file is skipped", outcome.file().path(), outcome.failure());
            }
        }
        return layouts;
    }

    private List<FileStatus> files() throws IOException {
        return options.noFiles() == PlanningOptions.NoFiles.FAIL
                ? DataFiles.below(paths)
                : DataFiles.presentBelow(paths);
    }

    /**
     * How many rows all files have that are there now, without reading their bodies.
     *
     * @return empty if one of them is a stream, whose end is not known before, if it would take a
     *     request to a store for each of many headers, or if they are beyond {@link Long#MAX_VALUE}
     * @throws IOException if one of them cannot be read
     */
    Optional<CountedFiles> count() throws IOException {
        long now = System.currentTimeMillis();
        List<FileStatus> files = files();
        // Not later: a local file's status says when the file was modified until it is asked.
        List<DataFile> listed = files.stream().map(DataFile::of).toList();
        long sum = 0;
        for (OptionalLong count : pool.rowCounts(files)) {
            if (count.isEmpty()) {
                return Optional.empty();
            }
            sum += count.getAsLong();
            if (sum < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(CountedFiles.of(listed, now, sum));
    }

    /** The splits of all files for so many readers. */
    List<PlannedFile> cut(List<FileLayout> layouts, int parallelism) {
        return cut(layouts, SplitPlanner.volume(layouts), parallelism);
    }

    /**
     * The splits of some of the files for so many readers.
     *
     * @param volume bytes of all files
     */
    List<PlannedFile> cut(List<FileLayout> layouts, long volume, int parallelism) {
        return SplitPlanner.plan(layouts, volume, options.splitMinBytes(), parallelism);
    }

    /** The files that are there now, which may be none. */
    List<ListedFile> list() throws IOException {
        return DataFiles.presentBelow(paths).stream().map(ListedFile::of).toList();
    }

    /**
     * Inspects a file in another thread, which hands on what comes of it unless this is closed.
     *
     * @param depth of the look into a stream
     */
    void inspect(
            FileStatus file, FileInspector.Depth depth, Consumer<InspectionPool.Outcome> then) {
        pool.inspect(file, depth, then);
    }

    /** The hosts of files of distributed file systems, as far as they can be found out. */
    Map<DataFile, BlockHosts> locate(List<DataFile> files) throws IOException {
        List<BlockHosts> found = pool.hosts(files);
        Map<DataFile, BlockHosts> hosts = new HashMap<>();
        for (int i = 0; i < found.size(); i++) {
            if (!found.get(i).isUnknown()) {
                hosts.put(files.get(i), found.get(i));
            }
        }
        return hosts;
    }

    @Override
    public void close() {
        pool.close();
    }
}
