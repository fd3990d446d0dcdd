/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What a reader reads, as metrics of its operator.
 *
 * @param splits that were opened
 * @param splitsSkipped those that were not read to their end because their file is broken
 * @param files that were opened, each as often as it was
 * @param blocks record batches that were decoded
 * @param rows of those record batches
 * @param bytes of those record batches in the file
 * @param bytesSkipped how many of those bytes no chosen column needed
 * @param readNanos time spent on reading from the file system, in nanoseconds as all times here
 * @param decompressNanos time spent on decompressing
 * @param decodeNanos time spent on turning what was read and decompressed into rows, all checks
 *     included
 * @param bytesIn everything that was read or mapped, but what a local file read ahead in vain
 * @param pendingBytes bytes of the reader's splits that are not read yet
 */
record ReaderCounters(
        Counter splits,
        Counter splitsSkipped,
        Counter files,
        Counter blocks,
        Counter rows,
        Counter bytes,
        Counter bytesSkipped,
        Counter readNanos,
        Counter decompressNanos,
        Counter decodeNanos,
        Counter bytesIn,
        AtomicLong pendingBytes) {

    static ReaderCounters in(SourceReaderMetricGroup group) {
        AtomicLong pendingBytes = new AtomicLong();
        group.setPendingBytesGauge(pendingBytes::get);
        return new ReaderCounters(
                group.counter("arrowSplitsRead"),
                group.counter("arrowSplitsSkipped"),
                group.counter("arrowFilesOpened"),
                group.counter("arrowBlocksRead"),
                group.counter("arrowRowsRead"),
                group.counter("arrowBytesRead"),
                group.counter("arrowBytesSkipped"),
                group.counter("arrowReadNanos"),
                group.counter("arrowDecompressNanos"),
                group.counter("arrowDecodeNanos"),
                group.getIOMetricGroup().getNumBytesInCounter(),
                pendingBytes);
    }

    /** For readers that have no metrics. */
    static ReaderCounters unseen() {
        Counter none = new UnseenCounter();
        return new ReaderCounters(
                none, none, none, none, none, none, none, none, none, none, none, new AtomicLong());
    }

    private static final class UnseenCounter implements Counter {

        @Override
        public void inc() {}

        @Override
        public void inc(long count) {}

        @Override
        public void dec() {}

        @Override
        public void dec(long count) {}

        @Override
        public long getCount() {
            return 0;
        }
    }
}
