/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import java.util.Objects;

/**
 * A job that every contender runs.
 *
 * @param name as it is called in results
 * @param table the name of the table that is read or written
 * @param objectReuse whether Flink hands rows from operator to operator uncopied; SQL always does
 * @param query of the table {@code t}; null unless it is asked
 */
public record Scenario(
        String name, Kind kind, String table, int parallelism, boolean objectReuse, String query) {

    public Scenario {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(table, "table");
        if ((query != null) != (kind == Kind.SQL_QUERY)) {
            throw new IllegalArgumentException(name + ": a query is asked, and nothing else is");
        }
    }
}
