/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

import java.nio.ByteBuffer;

/** What native code can reach of a buffer: its address if it is direct, else its array. */
final class NativeAccess {

    private NativeAccess() {}

    /**
     * A view of {@code source}, position to limit, that starts at 0; a copy if native code could
     * reach neither an address nor an array (read-only heap buffers).
     */
    static ByteBuffer readable(ByteBuffer source) {
        if (source.isDirect() || source.hasArray()) {
            return source.slice();
        }
        byte[] copy = new byte[source.remaining()];
        source.get(source.position(), copy);
        return ByteBuffer.wrap(copy);
    }
}
