/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

/** An array that bytes are copied through, which the files of one thread share. */
final class Staging {

    private static final int BYTES = 64 << 10;

    private byte[] array;

    /** The array, whose content is nobody's between two calls. */
    byte[] array() {
        if (array == null) {
            array = new byte[BYTES];
        }
        return array;
    }
}
