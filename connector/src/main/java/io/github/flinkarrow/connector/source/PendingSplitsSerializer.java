/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.io.SimpleVersionedSerializer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The bytes of {@link PendingSplits}: a few for each split that was never assigned. */
final class PendingSplitsSerializer implements SimpleVersionedSerializer<PendingSplits> {

    private static final String WHAT = "the source's enumerator";
    private static final int VERSION = 1;

    private static final int UNPLANNED = 0;
    private static final int FIXED = 1;
    private static final int MONITORED = 2;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(PendingSplits pending) throws IOException {
        StateOutput out = new StateOutput();
        out.writeLong(
                switch (pending.files()) {
                    case UNPLANNED -> UNPLANNED;
                    case FIXED -> FIXED;
                    case MONITORED -> MONITORED;
                });
        SplitQueue queue = pending.queue();
        out.writeLong(queue.returned().size());
        for (ArrowIpcSplit split : queue.returned()) {
            ArrowIpcSplitSerializer.write(split, out);
        }
        List<SplitQueue.Entry> left = queue.left();
        out.writeLong(left.size());
        for (SplitQueue.Entry entry : left) {
            write(entry, out);
        }
        if (pending.files() == PendingSplits.Files.MONITORED) {
            pending.known().write(out);
        }
        return out.toBytes();
    }

    /** An offset counts from the end of the split before, where most splits start. */
    private static void write(SplitQueue.Entry entry, StateOutput out) throws IOException {
        PlannedFile file = entry.file();
        out.writeFile(file.file());
        out.writeLong(entry.leftCount());
        long end = 0;
        for (int split = 0; split < file.splitCount(); split++) {
            if (entry.isLeft(split)) {
                out.writeLong(file.offset(split) - end);
                out.writeLong(file.length(split));
                end = file.offset(split) + file.length(split);
            }
        }
    }

    @Override
    public PendingSplits deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw StateInput.unknownVersion(WHAT, version, VERSION);
        }
        StateInput in = new StateInput(WHAT, bytes);
        long kind = in.readLong();
        List<ArrowIpcSplit> returned = new ArrayList<>();
        for (int left = in.readCount(1); left > 0; left--) {
            returned.add(ArrowIpcSplitSerializer.read(in));
        }
        List<PlannedFile> files = new ArrayList<>();
        for (int left = in.readCount(1); left > 0; left--) {
            files.add(readFile(in));
        }
        PendingSplits pending;
        if (kind == UNPLANNED) {
            pending = PendingSplits.unplanned();
        } else if (kind == FIXED) {
            pending = PendingSplits.fixed(files, returned);
        } else if (kind == MONITORED) {
            pending = PendingSplits.monitored(files, returned, KnownFiles.read(in));
        } else {
            throw in.broken("has kind " + kind);
        }
        in.requireEnd();
        return pending;
    }

    private static PlannedFile readFile(StateInput in) throws IOException {
        DataFile file = in.readFile();
        long[] ranges = new long[2 * in.readCount(2)];
        long end = 0;
        for (int i = 0; i < ranges.length; i += 2) {
            ranges[i] = end + in.readLong();
            ranges[i + 1] = in.readLong();
            end = ranges[i] + ranges[i + 1];
            if (ranges[i] < 0 || ranges[i + 1] < 0 || end < 0) {
                throw in.broken(
                        "has a split at %d of %d bytes".formatted(ranges[i], ranges[i + 1]));
            }
        }
        return new PlannedFile(file, BlockHosts.UNKNOWN, ranges);
    }
}
