/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.annotation.PublicEvolving;

import io.github.flinkarrow.connector.types.ColumnPath;

import java.io.IOException;

/**
 * A value that the type it is to be read or written as cannot hold, NULL where the type is NOT NULL
 * among them. The message names the column and the value.
 */
@PublicEvolving
public final class InvalidValueException extends IOException {

    private static final long serialVersionUID = 1L;

    private InvalidValueException(String message) {
        super(message);
    }

    InvalidValueException(ColumnPath column, String reason) {
        this("column " + column + ": " + reason);
    }

    /** This error with the file that it was found in. */
    InvalidValueException in(String fileName) {
        InvalidValueException located = new InvalidValueException(fileName + ": " + getMessage());
        located.setStackTrace(getStackTrace());
        return located;
    }
}
