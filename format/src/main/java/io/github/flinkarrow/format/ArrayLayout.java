/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.FieldPath;
import io.github.flinkarrow.format.schema.Field;

import java.util.List;

/**
 * Where the parts of a chosen field are in a record batch.
 *
 * @param field as it is in the projected schema
 * @param path of the field, for messages
 * @param node index of its field node
 * @param firstBuffer index of its first buffer
 * @param children those of the chosen children
 */
record ArrayLayout(
        Field field, FieldPath path, int node, int firstBuffer, List<ArrayLayout> children) {}
