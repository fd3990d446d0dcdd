/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import io.github.flinkarrow.format.internal.metadata.Slot.Kind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What a table of the specification looks like: its slots in order. Slots after those named are not
 * looked at, so that a table may grow.
 */
final class TableShape {

    private final String name;
    private final List<Slot> slots = new ArrayList<>();

    TableShape(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    int slotCount() {
        return slots.size();
    }

    Slot slot(int index) {
        return slots.get(index);
    }

    TableShape scalar(String slot, int width) {
        return add(new Slot(slot, Kind.SCALAR, width, null, List.of()));
    }

    TableShape string(String slot) {
        return add(new Slot(slot, Kind.STRING, Integer.BYTES, null, List.of()));
    }

    TableShape table(String slot, TableShape shape) {
        return add(new Slot(slot, Kind.TABLE, Integer.BYTES, shape, List.of()));
    }

    TableShape vector(String slot, int width) {
        return add(new Slot(slot, Kind.VECTOR, width, null, List.of()));
    }

    TableShape tables(String slot, TableShape shape) {
        return add(new Slot(slot, Kind.TABLES, Integer.BYTES, shape, List.of()));
    }

    /**
     * The two slots of a union: which member it is, and the member.
     *
     * @param members by their type, one at least
     */
    TableShape union(String slot, Map<Integer, TableShape> members) {
        scalar(slot + " type", Byte.BYTES);
        TableShape[] byType = new TableShape[Collections.max(members.keySet()) + 1];
        members.forEach((type, member) -> byType[type] = member);
        return add(new Slot(slot, Kind.UNION, Integer.BYTES, null, Arrays.asList(byType)));
    }

    private TableShape add(Slot slot) {
        slots.add(slot);
        return this;
    }
}
