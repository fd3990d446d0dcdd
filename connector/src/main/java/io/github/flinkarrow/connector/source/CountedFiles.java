/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.annotation.Internal;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * How many rows some files have together. Which files that are, and that they have not changed, is
 * known by the SHA-256 of their paths, sizes and modification times: there may be very many. Files
 * that were modified within two seconds before they were listed are not taken for the same: they
 * may have been modified again since.
 */
@Internal
public final class CountedFiles implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Nothing was counted. */
    public static final CountedFiles NONE = new CountedFiles(-1, null);

    /** A file may change once more, and keep its modification time, for as long. */
    private static final long COARSEST_CLOCK_MILLIS = 2_000;

    private final long rowCount;

    /** Null where nothing tells these files from others. */
    private final byte[] digest;

    private CountedFiles(long rowCount, byte[] digest) {
        this.rowCount = rowCount;
        this.digest = digest;
    }

    /**
     * @param files as they were listed
     * @param listed when they were, by the clock of this machine, in milliseconds since 1970
     */
    static CountedFiles of(List<DataFile> files, long listed, long rowCount) {
        boolean isSettled =
                files.stream()
                        .allMatch(
                                file -> file.modificationTime() <= listed - COARSEST_CLOCK_MILLIS);
        return new CountedFiles(rowCount, isSettled ? digest(files) : null);
    }

    boolean isNone() {
        return rowCount < 0;
    }

    /** How many rows all files have; negative if nothing was counted. */
    public long rowCount() {
        return rowCount;
    }

    /** Whether the files are those that were counted, as they were then. */
    boolean are(List<DataFile> files) {
        return digest != null && MessageDigest.isEqual(digest, digest(files));
    }

    private static byte[] digest(List<DataFile> files) {
        if (files.isEmpty()) {
            return null;
        }
        MessageDigest digest = ListedFile.sha256();
        ByteBuffer numbers = ByteBuffer.allocate(Integer.BYTES + 2 * Long.BYTES);
        for (DataFile file : files) {
            if (file.modificationTime() <= 0) {
                return null;
            }
            byte[] path = file.path().toString().getBytes(StandardCharsets.UTF_8);
            numbers.clear()
                    .putInt(path.length)
                    .putLong(file.size())
                    .putLong(file.modificationTime());
            digest.update(numbers.flip());
            digest.update(path);
        }
        return digest.digest();
    }
}
