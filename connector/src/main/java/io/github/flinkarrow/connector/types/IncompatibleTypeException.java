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

    private final String path;
    private final String reason;

    private IncompatibleTypeException(String message, String path, String reason) {
        super(message);
        this.path = path;
        this.reason = reason;
    }

    IncompatibleTypeException(ColumnPath column, String reason) {
        this("column " + column + ": " + reason, column.toString(), reason);
    }

    /** This error with the file that it was found in. */
    public IncompatibleTypeException in(String fileName) {
        IncompatibleTypeException located =
                new IncompatibleTypeException(fileName + ": " + getMessage(), path, reason);
        located.setStackTrace(getStackTrace());
        return located;
    }

    /** The message without the column, but with the field inside of it that is at fault. */
    String reasonIn(String column) {
        return path.equals(ColumnPath.of(column).toString())
                ? reason
                : "field " + path + ": " + reason;
    }
}
