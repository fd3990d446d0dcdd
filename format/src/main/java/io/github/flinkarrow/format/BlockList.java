/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

/** Where messages are that may be read again. */
final class BlockList {

    /** Memory for one message. */
    static final int BYTES_EACH = 24;

    private static final int NUMBERS = 3;

    private final LongList numbers = new LongList();

    void add(Block block) {
        numbers.add(block.offset());
        numbers.add(block.metadataLength());
        numbers.add(block.bodyLength());
    }

    Block get(int index) {
        int first = index * NUMBERS;
        return new Block(
                numbers.get(first),
                Math.toIntExact(numbers.get(first + 1)),
                numbers.get(first + 2));
    }

    int size() {
        return numbers.size() / NUMBERS;
    }

    void clear() {
        numbers.clear();
    }
}
