/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells messages apart by their bytes. */
final class MessageDigest {

    private static final int STEP = 1 << 20;

    private MessageDigest() {}

    /** Equal for messages of equal metadata and body, and for no others that anybody could find. */
    static String of(EncapsulatedMessage message, SeekableInput input) throws IOException {
        java.security.MessageDigest digest = sha256();
        digest.update(message.metadata().duplicate());
        long length = message.message().bodyLength();
        ByteBuffer part = ByteBuffer.allocate((int) Math.min(STEP, length));
        for (long done = 0; done < length; done += part.limit()) {
            part.clear().limit((int) Math.min(STEP, length - done));
            InputBytes.fill(input, message.bodyPosition() + done, part, message.location());
            digest.update(part.flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static java.security.MessageDigest sha256() {
        try {
            return java.security.MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
