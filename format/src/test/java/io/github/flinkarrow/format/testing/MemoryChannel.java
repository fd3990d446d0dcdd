/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** An output in memory that takes no more than a few bytes at once, as sockets do. */
public final class MemoryChannel implements WritableByteChannel {

    private static final int MOST_AT_ONCE = 1000;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private boolean open = true;

    /** What has been written. */
    public byte[] bytes() {
        return output.toByteArray();
    }

    @Override
    public int write(ByteBuffer source) {
        byte[] part = new byte[Math.min(MOST_AT_ONCE, source.remaining())];
        source.get(part);
        output.writeBytes(part);
        return part.length;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
