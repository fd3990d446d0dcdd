/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.FileSourceSplit;

/**
 * The number of rows of all files, for which none of them is opened: they were counted before. Its
 * split is of one of them and has no bytes.
 */
final class CountedSplit implements SplitRows {

    private final long rowCount;
    private boolean ended;

    /**
     * @param rowCount of all files
     */
    CountedSplit(FileSourceSplit split, long rowCount) {
        this.rowCount = rowCount;
        this.ended = split.getReaderPosition().isPresent();
    }

    /** What stands for all files. */
    static FileLayout plan(DataFile oneOfThem) {
        return new FileLayout(
                new PlannedFile(oneOfThem, BlockHosts.UNKNOWN, 0, 0), FileLayout.End.CERTAIN);
    }

    /** Whether a split stands for files that were counted: all others of the source have bytes. */
    static boolean is(FileSourceSplit split) {
        return split instanceof ArrowIpcSplit && split.length() == 0;
    }

    @Override
    public boolean isAtEnd() {
        return ended;
    }

    @Override
    public long bytesLeft() {
        return 0;
    }

    @Override
    public HandedRows next() {
        if (ended) {
            return null;
        }
        ended = true;
        return new BatchCounts(rowCount, 0, rowCount, () -> {});
    }

    @Override
    public void close() {}
}
