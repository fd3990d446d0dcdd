/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.files;

import io.github.flinkarrow.cli.Printable;
import io.github.flinkarrow.format.Projection;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns of one file that a user has chosen by their names. */
final class ChosenColumns {

    private ChosenColumns() {}

    /**
     * @param names in the order in which the columns are wanted; null for all columns
     * @param namesMayRepeat whether the rows can hold two columns of one name
     */
    static Projection of(String file, Schema schema, List<String> names, boolean namesMayRepeat)
            throws IOException {
        List<Integer> ordinals = new ArrayList<>();
        if (names == null) {
            for (int i = 0; i < schema.fields().size(); i++) {
                ordinals.add(i);
            }
        } else {
            for (String name : names) {
                ordinals.addAll(ordinalsOf(file, schema, name));
            }
        }
        Set<String> seen = new HashSet<>();
        for (int ordinal : ordinals) {
            String name = schema.fields().get(ordinal).name();
            if (!namesMayRepeat && !seen.add(name)) {
                throw new IOException(
                        "%s: more than one column is called '%s': use --arrays"
                                .formatted(file, Printable.name(name)));
            }
        }
        return names == null
                ? Projection.ALL
                : Projection.of(ordinals.stream().mapToInt(Integer::intValue).toArray());
    }

    private static List<Integer> ordinalsOf(String file, Schema schema, String name)
            throws IOException {
        List<Integer> ordinals = new ArrayList<>();
        for (int i = 0; i < schema.fields().size(); i++) {
            if (schema.fields().get(i).name().equals(name)) {
                ordinals.add(i);
            }
        }
        if (ordinals.isEmpty()) {
            String known =
                    schema.fields().stream()
                            .map(Field::name)
                            .map(Printable::name)
                            .collect(Collectors.joining(", "));
            throw new IOException(
                    "%s: no column is called '%s'; there are: %s"
                            .formatted(file, Printable.name(name), known));
        }
        return ordinals;
    }
}
