/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.annotation.PublicEvolving;

import java.io.IOException;

/**
 * A file is not the one that was planned: it was replaced, truncated, appended to or deleted since.
 * The message names the file and says what differs.
 */
@PublicEvolving
public class FileChangedException extends IOException {

    private static final long serialVersionUID = 1L;

    public FileChangedException(String message) {
        super(message);
    }

    public FileChangedException(String message, Throwable cause) {
        super(message, cause);
    }
}
