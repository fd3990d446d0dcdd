/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.types;

import org.apache.flink.annotation.PublicEvolving;

import java.io.IOException;

/**
 * A column of Arrow data has no type in Flink, or cannot be read as the type that a table declares.
 * The message names the column and both types.
 */
@PublicEvolving
public final class IncompatibleTypeException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    private IncompatibleTypeException(String message, String reason) {
        super(message);
        this.reason = reason;
    }

    IncompatibleTypeException(ColumnPath column, String reason) {
        this("column " + column + ": " + reason, reason);
    }

    /** This error with the file that it was found in. */
    public IncompatibleTypeException in(String fileName) {
        IncompatibleTypeException located =
                new IncompatibleTypeException(fileName + ": " + getMessage(), reason);
        located.setStackTrace(getStackTrace());
        return located;
    }

    /** The message without the column. */
    String reason() {
        return reason;
    }
}
