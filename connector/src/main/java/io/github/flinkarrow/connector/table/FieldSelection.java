/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a row type that are read, those of nested rows too. */
final class FieldSelection {

    private final RowType type;

    /** By their positions in the type; null for a field that is read whole. */
    private final Map<Integer, FieldSelection> chosen = new LinkedHashMap<>();

    FieldSelection(RowType type) {
        this.type = type;
    }

    /**
     * Chooses a field.
     *
     * @param path positions from the outermost row inwards
     */
    void add(int... path) {
        int field = path[0];
        if (path.length == 1) {
            chosen.put(field, null);
            return;
        }
        if (!chosen.containsKey(field)) {
            chosen.put(field, new FieldSelection((RowType) type.getTypeAt(field)));
        }
        FieldSelection inner = chosen.get(field);
        if (inner != null) {
            inner.add(Arrays.copyOfRange(path, 1, path.length));
        }
    }

    /** The type with what was chosen only. */
    RowType readType() {
        List<RowType.RowField> fields = new ArrayList<>();
        chosen.forEach(
                (position, inner) -> {
                    RowType.RowField field = type.getFields().get(position);
                    LogicalType read = inner == null ? field.getType() : inner.readType();
                    fields.add(new RowType.RowField(field.getName(), read));
                });
        return new RowType(type.isNullable(), fields);
    }

    /**
     * Where a field is in rows of {@link #readType}.
     *
     * @param path of a field that was chosen
     */
    int[] positions(int... path) {
        int[] positions = path.clone();
        FieldSelection level = this;
        for (int i = 0; i < path.length && level != null; i++) {
            positions[i] = List.copyOf(level.chosen.keySet()).indexOf(path[i]);
            level = level.chosen.get(path[i]);
        }
        return positions;
    }
}
