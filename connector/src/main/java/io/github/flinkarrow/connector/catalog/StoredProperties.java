/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;

import io.github.flinkarrow.connector.types.FlinkToArrowTypes;

import java.io.IOException;
import java.util.Map;

/**
 * What a file says of a table, before Flink looks at it: the text of a type may name classes, which
 * Flink would load.
 */
final class StoredProperties {

    private static final String TYPE = ".data-type";

    /** The parser calls itself for each level. */
    private static final int MOST_NESTING = 200;

    private StoredProperties() {}

    /**
     * @throws IOException if there is a type that is none of a table's column
     */
    static void requireSafe(Map<String, String> properties) throws IOException {
        for (Map.Entry<String, String> property : properties.entrySet()) {
            if (property.getKey().endsWith(TYPE)) {
                requireSafeType(property.getValue());
            }
        }
    }

    private static void requireSafeType(String text) throws IOException {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<' || c == '(') {
                depth++;
            } else if (c == '>' || c == ')') {
                depth--;
            }
            if (depth > MOST_NESTING) {
                throw new IOException("a type of more than " + MOST_NESTING + " levels");
            }
        }
        LogicalType type = LogicalTypeParser.parse(text, new NoClasses());
        FlinkToArrowTypes.schema(RowType.of(type));
    }

    private static final class NoClasses extends ClassLoader {

        NoClasses() {
            super(null);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            throw new ClassNotFoundException(name);
        }
    }
}
