/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

import java.nio.ByteBuffer;

/** The precondition of {@link BufferCodec#compress}. */
final class TargetRoom {

    private TargetRoom() {}

    static void require(ByteBuffer target, long needed) {
        if (target.remaining() < needed) {
            throw new IllegalArgumentException(
                    "the target needs "
                            + needed
                            + " bytes but has "
                            + target.remaining()
                            + " remaining");
        }
    }
}
