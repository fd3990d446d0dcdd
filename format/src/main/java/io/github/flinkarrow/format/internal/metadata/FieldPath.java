/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The way from a column to one of its descendants, for messages; spelt out only when it is printed.
 */
public final class FieldPath {

    /** The parent of the columns. */
    public static final FieldPath ROOT = new FieldPath(null, "");

    private final FieldPath parent;
    private final String name;

    private FieldPath(FieldPath parent, String name) {
        this.parent = parent;
        this.name = name;
    }

    public FieldPath child(String childName) {
        return new FieldPath(this, childName);
    }

    /** The names from the column down, for example {@code field 'a.b'}; see {@link Quoted}. */
    @Override
    public String toString() {
        if (parent == null) {
            return "the schema";
        }
        Deque<String> names = new ArrayDeque<>();
        for (FieldPath path = this; path.parent != null; path = path.parent) {
            names.push(path.name);
        }
        return "field " + Quoted.of(String.join(".", names));
    }
}
