/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.annotation.PublicEvolving;

import java.io.IOException;

/**
 * A file is there and may not be read. The message names the file; the cause is what the file
 * system said.
 */
@PublicEvolving
public class FileUnreadableException extends IOException {

    private static final long serialVersionUID = 1L;

    public FileUnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
