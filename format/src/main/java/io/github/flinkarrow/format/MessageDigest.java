/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;

/**
 * Tells messages apart by their bytes: the first 128 bits of their SHA-256. Equal for messages of
 * equal metadata and body, and for no others that anybody is expected to find.
 */
record MessageDigest(long high, long low) {

    /** Of no messages. */
    static final MessageDigest NONE = new MessageDigest(0, 0);

    private static final int STEP = 1 << 20;

    static MessageDigest of(EncapsulatedMessage message, SeekableInput input) throws IOException {
        java.security.MessageDigest digest = sha256();
        digest.update(message.metadata().duplicate());
        long length = message.message().bodyLength();
        ByteBuffer part = ByteBuffer.allocate((int) Math.min(STEP, length));
        for (long done = 0; done < length; done += part.limit()) {
            part.clear().limit((int) Math.min(STEP, length - done));
            InputBytes.fill(input, message.bodyPosition() + done, part, message.location());
            digest.update(part.flip());
        }
        return result(digest);
    }

    /** Of the messages that this is of, and one more. */
    MessageDigest followedBy(MessageDigest next) {
        java.security.MessageDigest digest = sha256();
        digest.update(
                ByteBuffer.allocate(4 * Long.BYTES)
                        .putLong(high)
                        .putLong(low)
                        .putLong(next.high)
                        .putLong(next.low)
                        .flip());
        return result(digest);
    }

    private static MessageDigest result(java.security.MessageDigest digest) {
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
        return new MessageDigest(bytes.getLong(), bytes.getLong());
    }

    private static java.security.MessageDigest sha256() {
        try {
            return java.security.MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
