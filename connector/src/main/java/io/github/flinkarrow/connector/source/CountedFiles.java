/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.annotation.Internal;
import org.apache.flink.core.fs.FileStatus;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * How many rows some files have together. Which files that are, and that they have not changed, is
 * known by the SHA-256 of their paths, sizes and modification times: there may be very many.
 */
@Internal
public final class CountedFiles implements Serializable {

    private static final long serialVersionUID = 1L;

    private final long rowCount;

    /** Null where nothing tells these files from others. */
    private final byte[] digest;

    CountedFiles(List<FileStatus> files, long rowCount) {
        this.rowCount = rowCount;
        this.digest = digest(files);
    }

    public long rowCount() {
        return rowCount;
    }

    /** Whether the files are those that were counted, as they were then. */
    boolean are(List<FileStatus> files) {
        return digest != null && MessageDigest.isEqual(digest, digest(files));
    }

    private static byte[] digest(List<FileStatus> files) {
        if (files.isEmpty()) {
            return null;
        }
        MessageDigest digest = sha256();
        ByteBuffer numbers = ByteBuffer.allocate(Integer.BYTES + 2 * Long.BYTES);
        for (FileStatus file : files) {
            if (file.getModificationTime() <= 0) {
                return null;
            }
            byte[] path = file.getPath().toString().getBytes(StandardCharsets.UTF_8);
            numbers.clear()
                    .putInt(path.length)
                    .putLong(file.getLen())
                    .putLong(file.getModificationTime());
            digest.update(numbers.flip());
            digest.update(path);
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
