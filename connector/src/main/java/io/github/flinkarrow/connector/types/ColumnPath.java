/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.types;

import org.apache.flink.annotation.Internal;

/**
 * The names of a column and of the fields on the way into it, for messages.
 *
 * <p>Names come from files: {@link #toString} escapes control characters and bounds the length.
 */
@Internal
public final class ColumnPath {

    private static final int MAX_LENGTH = 200;

    private final String path;

    private ColumnPath(String path) {
        this.path = path;
    }

    /** A column of a table. */
    public static ColumnPath of(String column) {
        return new ColumnPath(column);
    }

    /** A field inside. */
    public ColumnPath child(String name) {
        return new ColumnPath(path + "." + name);
    }

    /** The path in single quotes, its parts separated by dots. */
    @Override
    public String toString() {
        return "'" + escape(path) + "'";
    }

    /** Text from a file as it may stand in a message. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (escaped.length() >= MAX_LENGTH) {
                return escaped.append("...").toString();
            } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
