/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A file that is there, with 128 bits of the SHA-256 of its path by which it is remembered. There
 * may be millions in a round, so it is made by the thread that lists.
 *
 * @param status null where nothing is to be read
 */
record ListedFile(DataFile file, FileStatus status, long nameHigh, long nameLow) {

    static ListedFile of(FileStatus status) {
        return of(DataFile.of(status), status);
    }

    static ListedFile of(DataFile file, FileStatus status) {
        ByteBuffer digest = ByteBuffer.wrap(digest(file.path()));
        return new ListedFile(file, status, digest.getLong(), digest.getLong());
    }

    private static byte[] digest(Path path) {
        return sha256().digest(path.toString().getBytes(StandardCharsets.UTF_8));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
