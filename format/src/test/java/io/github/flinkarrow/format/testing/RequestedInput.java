/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import io.github.flinkarrow.format.SeekableInput;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An input that says of itself that requests take long.
 *
 * @param input what is read
 * @param mergedGap as many bytes come while one is under way
 */
public record RequestedInput(SeekableInput input, int mergedGap) implements SeekableInput {

    @Override
    public String name() {
        return input.name();
    }

    @Override
    public long size() {
        return input.size();
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
        return input.read(position, target);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
