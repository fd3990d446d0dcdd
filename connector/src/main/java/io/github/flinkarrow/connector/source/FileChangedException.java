/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.annotation.PublicEvolving;

import java.io.IOException;

/**
 * A file is not the one that was planned: it was replaced, truncated, appended to or deleted since.
 * The message names the file and says what differs.
 *
 * <p>A job that is restarted finds the same: what was planned is in its state. {@link
 * OnBrokenFile#SKIP} lets it go on without the file.
 */
@PublicEvolving
public class FileChangedException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What can be done about it, to end a message with. */
    static final String WAY_OUT =
            "; with 'on-broken-file' = 'skip' (OnBrokenFile.SKIP), connector 'arrow-ipc' goes on"
                    + " without it";

    public FileChangedException(String message) {
        super(message);
    }

    public FileChangedException(String message, Throwable cause) {
        super(message, cause);
    }
}
