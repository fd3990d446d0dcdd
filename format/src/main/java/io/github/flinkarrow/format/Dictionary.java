/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.internal.metadata.FieldPath;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;

import java.util.Objects;

/**
 * The values of a dictionary and their memory.
 *
 * @param memory held by the reader; whoever uses the values beyond a call holds it too
 */
record Dictionary(ArrowArray values, OwnedMemory memory) {

    /**
     * Whether the values are such that a field of the schema says: fields that share a dictionary
     * have to agree.
     */
    boolean holdsValuesOf(Field encoded) {
        return sameValues(values.field(), valueField(encoded));
    }

    /** The same of two fields that share a dictionary. */
    static boolean agree(Field one, Field other) {
        return sameValues(valueField(one), valueField(other));
    }

    static IpcFormatException ofAnotherType(
            FieldPath path, DictionaryEncoding encoding, Field other, Location location) {
        return location.malformed(
                path
                        + ": dictionary "
                        + encoding.id()
                        + " is shared with a field of another type, "
                        + other.type());
    }

    private static boolean sameValues(Field one, Field other) {
        if (!one.type().equals(other.type())
                || !Objects.equals(one.dictionary(), other.dictionary())
                || one.children().size() != other.children().size()) {
            return false;
        }
        for (int i = 0; i < one.children().size(); i++) {
            if (!sameValues(one.children().get(i), other.children().get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The field of the values of a dictionary-encoded field. */
    static Field valueField(Field encoded) {
        return new Field(
                encoded.name(), true, encoded.type(), null, encoded.children(), encoded.metadata());
    }
}
