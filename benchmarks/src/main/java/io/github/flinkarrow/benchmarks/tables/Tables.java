/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.tables;

import java.util.List;

/** The tables there are. */
public final class Tables {

    public static final Table MIXED = new MixedTable();
    public static final Table WIDE = new WideTable();
    public static final Table BIGFILE = new BigFileTable("bigfile", 10_000);
    public static final Table SMALL_BLOCKS = new BigFileTable("small-blocks", 1_000);
    public static final Table LARGE_BLOCKS = new BigFileTable("large-blocks", 1_000_000);

    public static final Table FEW_ROWS = new BigFileTable("few-rows", 1);

    private static final List<Table> ALL =
            List.of(MIXED, WIDE, BIGFILE, SMALL_BLOCKS, LARGE_BLOCKS, FEW_ROWS);

    private Tables() {}

    /**
     * The table of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Table named(String name) {
        return ALL.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no table " + name));
    }
}
