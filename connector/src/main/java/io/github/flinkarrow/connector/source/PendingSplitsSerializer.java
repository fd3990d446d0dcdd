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

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(PendingSplits pending) throws IOException {
        StateOutput out = new StateOutput();
        out.writeBoolean(pending.isPlanned());
        if (pending.isPlanned()) {
            out.writeLong(pending.returned().size());
            for (ArrowIpcSplit split : pending.returned()) {
                ArrowIpcSplitSerializer.write(split, out);
            }
            writeFiles(out, pending);
        }
        return out.toBytes();
    }

    private static void writeFiles(StateOutput out, PendingSplits pending) throws IOException {
        int first = pending.nextFile();
        out.writeLong(pending.files().size() - first);
        for (int i = first; i < pending.files().size(); i++) {
            PlannedFile planned = pending.files().get(i);
            out.writeFile(planned.file());
            int start = i == first ? pending.nextSplit() : 0;
            out.writeLong(planned.splitCount() - start);
            long end = 0;
            for (int split = start; split < planned.splitCount(); split++) {
                out.writeLong(planned.offset(split) - end);
                out.writeLong(planned.length(split));
                end = planned.offset(split) + planned.length(split);
            }
        }
    }

    @Override
    public PendingSplits deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw StateInput.unknownVersion(WHAT, version, VERSION);
        }
        StateInput in = new StateInput(WHAT, bytes);
        PendingSplits pending = PendingSplits.unplanned();
        if (in.readBoolean()) {
            List<ArrowIpcSplit> returned = new ArrayList<>();
            for (int count = in.readCount(1); count > 0; count--) {
                returned.add(ArrowIpcSplitSerializer.read(in));
            }
            pending = PendingSplits.of(readFiles(in), returned);
        }
        in.requireEnd();
        return pending;
    }

    private static List<PlannedFile> readFiles(StateInput in) throws IOException {
        List<PlannedFile> files = new ArrayList<>();
        for (int count = in.readCount(1); count > 0; count--) {
            DataFile file = in.readFile();
            long[] ranges = new long[2 * in.readCount(2)];
            long end = 0;
            for (int i = 0; i < ranges.length; i += 2) {
                ranges[i] = end + in.readLong();
                ranges[i + 1] = in.readLong();
                end = ranges[i] + ranges[i + 1];
            }
            files.add(new PlannedFile(file, ranges));
        }
        return files;
    }
}
