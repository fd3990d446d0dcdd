/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.io.SimpleVersionedSerializer;

import java.io.IOException;

/** The bytes of an {@link ArrowIpcSplit} in state and on the way to a reader. */
final class ArrowIpcSplitSerializer implements SimpleVersionedSerializer<ArrowIpcSplit> {

    static final ArrowIpcSplitSerializer INSTANCE = new ArrowIpcSplitSerializer();

    private static final int VERSION = 1;

    private ArrowIpcSplitSerializer() {}

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(ArrowIpcSplit split) throws IOException {
        StateOutput out = new StateOutput();
        write(split, out);
        return out.toBytes();
    }

    @Override
    public ArrowIpcSplit deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw StateInput.unknownVersion("a split", version, VERSION);
        }
        StateInput in = new StateInput("a split", bytes);
        ArrowIpcSplit split = read(in);
        in.requireEnd();
        return split;
    }

    static void write(ArrowIpcSplit split, StateOutput out) throws IOException {
        out.writeFile(DataFile.of(split));
        out.writeLong(split.offset());
        out.writeLong(split.length());
        CheckpointedPosition position = split.getReaderPosition().orElse(null);
        out.writeBoolean(position != null);
        if (position != null) {
            out.writeLong(position.getOffset());
            out.writeLong(position.getRecordsAfterOffset());
        }
    }

    static ArrowIpcSplit read(StateInput in) throws IOException {
        DataFile file = in.readFile();
        long offset = in.readLong();
        long length = in.readLong();
        boolean started = in.readBoolean();
        long positionOffset = started ? in.readLong() : 0;
        long positionRows = started ? in.readLong() : 0;
        try {
            CheckpointedPosition position =
                    started ? new CheckpointedPosition(positionOffset, positionRows) : null;
            return new ArrowIpcSplit(file, offset, length, PlannedFile.NO_HOSTS, position);
        } catch (IllegalArgumentException e) {
            throw in.broken("has a split that cannot be: " + e.getMessage());
        }
    }
}
