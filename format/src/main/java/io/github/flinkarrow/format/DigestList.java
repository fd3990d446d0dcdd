/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

/** Digests of messages. */
final class DigestList {

    /** Memory for one digest. */
    static final int BYTES_EACH = 16;

    private static final int NUMBERS = 2;

    private final LongList numbers = new LongList();

    void add(MessageDigest digest) {
        numbers.add(digest.high());
        numbers.add(digest.low());
    }

    MessageDigest get(int index) {
        int first = index * NUMBERS;
        return new MessageDigest(numbers.get(first), numbers.get(first + 1));
    }

    int size() {
        return numbers.size() / NUMBERS;
    }

    void clear() {
        numbers.clear();
    }
}
