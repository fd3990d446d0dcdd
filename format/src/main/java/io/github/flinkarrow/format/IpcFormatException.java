/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.io.IOException;

/**
 * The bytes are not what the Arrow IPC format allows: lengths that reach beyond the input, the
 * message or the buffer are among them. The message says where (file, block or message, offset,
 * field), what was expected and what was found.
 */
public class IpcFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    public IpcFormatException(String message) {
        super(message);
    }

    public IpcFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
