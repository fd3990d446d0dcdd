/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The bytes of {@link PendingSplits}: two numbers a split that was never assigned. */
final class PendingSplitsSerializer implements SimpleVersionedSerializer<PendingSplits> {

    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(PendingSplits pending) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        out.writeBoolean(pending.isPlanned());
        if (pending.isPlanned()) {
            out.writeInt(FileSourceSplitSerializer.INSTANCE.getVersion());
            out.writeInt(pending.returned().size());
            for (FileSourceSplit split : pending.returned()) {
                writeBytes(out, FileSourceSplitSerializer.INSTANCE.serialize(split));
            }
            writeFiles(out, pending);
        }
        return out.getCopyOfBuffer();
    }

    private static void writeFiles(DataOutputSerializer out, PendingSplits pending)
            throws IOException {
        int first = pending.nextFile();
        out.writeInt(pending.files().size() - first);
        for (int i = first; i < pending.files().size(); i++) {
            PlannedFile planned = pending.files().get(i);
            DataFile file = planned.file();
            writeBytes(out, file.path().toString().getBytes(StandardCharsets.UTF_8));
            out.writeLong(file.size());
            out.writeLong(file.modificationTime());
            int start = i == first ? pending.nextSplit() : 0;
            out.writeInt(planned.splitCount() - start);
            for (int split = start; split < planned.splitCount(); split++) {
                out.writeLong(planned.offset(split));
                out.writeLong(planned.length(split));
            }
        }
    }

    @Override
    public PendingSplits deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "state of version " + version + ": only version " + VERSION + " is known");
        }
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        if (!in.readBoolean()) {
            return PendingSplits.unplanned();
        }
        int splitVersion = in.readInt();
        int returnedCount = in.readInt();
        List<FileSourceSplit> returned = new ArrayList<>();
        for (int i = 0; i < returnedCount; i++) {
            returned.add(
                    FileSourceSplitSerializer.INSTANCE.deserialize(splitVersion, readBytes(in)));
        }
        return PendingSplits.of(readFiles(in), returned);
    }

    private static List<PlannedFile> readFiles(DataInputDeserializer in) throws IOException {
        int fileCount = in.readInt();
        List<PlannedFile> files = new ArrayList<>();
        for (int i = 0; i < fileCount; i++) {
            Path path = new Path(new String(readBytes(in), StandardCharsets.UTF_8));
            DataFile file = new DataFile(path, in.readLong(), in.readLong());
            long[] ranges = new long[Math.multiplyExact(2, in.readInt())];
            for (int j = 0; j < ranges.length; j++) {
                ranges[j] = in.readLong();
            }
            files.add(new PlannedFile(file, ranges));
        }
        return files;
    }

    private static void writeBytes(DataOutputSerializer out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputDeserializer in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
