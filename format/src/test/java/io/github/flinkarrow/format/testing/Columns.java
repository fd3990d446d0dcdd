/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.fail;

/** Compares columns of plain values. */
public final class Columns {

    private Columns() {}

    /**
     * Fails at the first value that differs.
     *
     * @param where names the column in the message, its batch and file too
     */
    public static void assertEqual(String where, List<Object> actual, List<Object> expected) {
        for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
            if (!Objects.equals(actual.get(i), expected.get(i))) {
                fail(
                        "%s: value %d: expected %s, found %s",
                        where, i, described(expected.get(i)), described(actual.get(i)));
            }
        }
        if (actual.size() != expected.size()) {
            fail("%s: expected %d values, found %d", where, expected.size(), actual.size());
        }
    }

    private static String described(Object value) {
        return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    }
}
