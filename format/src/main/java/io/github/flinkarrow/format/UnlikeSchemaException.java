/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.io.IOException;

/** Thrown where files or streams are to be joined whose schemas are not alike. */
public final class UnlikeSchemaException extends IOException {

    private static final long serialVersionUID = 1L;

    UnlikeSchemaException(String message) {
        super(message);
    }
}
