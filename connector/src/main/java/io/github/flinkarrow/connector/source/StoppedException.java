/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import java.io.IOException;

/** A reader is being closed while it reads. */
final class StoppedException extends IOException {

    private static final long serialVersionUID = 1L;

    StoppedException(String file) {
        super(file + ": the reader is being closed");
    }
}
