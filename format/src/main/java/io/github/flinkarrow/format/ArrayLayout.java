/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.FieldPath;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the parts of a chosen field are in a record batch.
 *
 * @param field as it is in the projected schema
 * @param path of the field, for messages
 * @param node index of its field node
 * @param firstBuffer index of its first buffer
 * @param bufferCount how many buffers it has itself, without those of its children
 * @param children those of the chosen children
 */
record ArrayLayout(
        Field field,
        FieldPath path,
        int node,
        int firstBuffer,
        int bufferCount,
        List<ArrayLayout> children) {

    /** The layout of an array without values, whose parts are not in any record batch. */
    static ArrayLayout ofNothing(Field field, FieldPath path) {
        List<ArrayLayout> children = new ArrayList<>(field.children().size());
        for (Field child : field.children()) {
            children.add(ofNothing(child, path.child(child.name())));
        }
        int buffers = field.type() instanceof ArrowType.Union ? 2 : 0;
        return new ArrayLayout(field, path, 0, 0, buffers, children);
    }
}
