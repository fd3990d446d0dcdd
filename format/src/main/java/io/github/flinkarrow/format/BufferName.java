/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.FieldPath;

/** What a compressed buffer is called in messages. */
record BufferName(FieldPath path, String role) {

    @Override
    public String toString() {
        return path + ": compressed " + role + " buffer";
    }
}
