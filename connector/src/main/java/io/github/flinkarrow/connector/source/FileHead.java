/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.annotation.Internal;
import org.apache.flink.core.fs.FileStatus;

import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.UnsupportedIpcFeatureException;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a file says of itself before any of its record batches is read. */
@Internal
public final class FileHead {

    /** Of a stream before 0.15: the length of its schema's metadata, and where its table is. */
    private static final int OLD_START = 2 * Integer.BYTES;

    private FileHead() {}

    /**
     * Whether a file is a file or stream of Arrow IPC, whole or not, by its first bytes. What is
     * not is never taken for a stream without the marker of messages for its length alone, as
     * archives might be.
     *
     * @param status as it was listed
     * @throws IOException if the file cannot be read
     */
    public static boolean isArrow(FileStatus status) throws IOException {
        if (status.getLen() == 0) {
            return false;
        }
        try (SeekableInput input = DataFile.of(status).openForItsStart()) {
            return IpcContainer.of(input) == IpcContainer.FILE || startsWithSchema(input);
        } catch (IpcFormatException | UnsupportedIpcFeatureException e) {
            return false;
        }
    }

    private static boolean startsWithSchema(SeekableInput input) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(OLD_START).order(ByteOrder.LITTLE_ENDIAN);
        while (start.hasRemaining() && input.read(start.position(), start) >= 0) {
            // read on
        }
        int length = start.getInt(0);
        int table = start.getInt(Integer.BYTES);
        boolean marked = length == -1;
        return marked || (table >= Integer.BYTES && table < length && table % Integer.BYTES == 0);
    }

    /**
     * The schema of a file, from its footer, or of a stream from its first message.
     *
     * @param status as it was listed
     * @throws FileChangedException if the file is not that one any more
     * @throws IpcFormatException if it is not Arrow IPC, or broken
     * @throws IOException if it cannot be read
     */
    public static Schema schema(FileStatus status, ArrowIpcReadOptions options) throws IOException {
        SeekableInput input = DataFile.of(status).open(ReadMode.BUFFERED);
        ReadOptions limits = options.forFormat();
        if (SplitOpener.containerOf(input) == IpcContainer.STREAM) {
            try (IpcStreamReader reader = IpcStreamReader.open(input, limits)) {
                return reader.schema();
            }
        }
        try (IpcFileReader reader = IpcFileReader.open(input, limits)) {
            return reader.schema();
        }
    }
}
