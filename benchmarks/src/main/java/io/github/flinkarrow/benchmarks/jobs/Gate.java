/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import io.github.flinkarrow.benchmarks.contenders.Contender;
import io.github.flinkarrow.benchmarks.contenders.Contenders;
import io.github.flinkarrow.benchmarks.tables.Table;
import io.github.flinkarrow.benchmarks.tables.Tables;
import io.github.flinkarrow.benchmarks.tables.Totals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nothing is timed before every contender has come to the same over all fields. */
final class Gate {

    private final Scenario scenario;
    private final Table table;
    private final long rows;
    private final Map<String, Totals> totals = new HashMap<>();

    Gate(Scenario scenario, long rows) {
        this.scenario = scenario;
        this.table = Tables.named(scenario.table());
        this.rows = rows;
    }

    /**
     * Has every contender run once, in a process of its own: its code is not that of the runs that
     * are timed, and the compiler must not take one for the other. The processes start together,
     * and run one after another.
     *
     * @return what each run that is timed has to come to
     * @throws WrongResultException if one has come to something else
     */
    List<Outcome> check(List<JobSpec> specs) throws IOException {
        List<Contestant> contestants = new ArrayList<>();
        try {
            for (JobSpec spec : specs) {
                contestants.add(Contestant.start(spec));
            }
            return checkAll(contestants);
        } finally {
            Contestant.close(contestants);
        }
    }

    private List<Outcome> checkAll(List<Contestant> contestants) throws IOException {
        List<Outcome> expected = new ArrayList<>();
        Outcome answer = null;
        for (Contestant contestant : contestants) {
            Contender contender = Contenders.named(contestant.name());
            Outcome found = contestant.check();
            if (scenario.kind().writes() && contender.isBound()) {
                expected.add(found);
            } else if (scenario.kind() == Kind.SQL_QUERY) {
                if (!contender.isBound()) {
                    answer = answer == null ? found : answer;
                    WrongResultException.requireEqual(contestant.name(), answer, found);
                }
                expected.add(found);
            } else {
                Totals of = totals(contender);
                WrongResultException.requireEqual(
                        contestant.name(), Outcome.of(of.rows(), of.hash()), found);
                expected.add(Outcome.of(of.rows(), of.touch()));
            }
        }
        return expected;
    }

    /** Formats read and write the same rows; a bound has rows of its own. */
    private Totals totals(Contender contender) {
        Contender source =
                scenario.kind().writes() ? Contenders.rowsFor(contender, table) : contender;
        return totals.computeIfAbsent(
                source.isBound() ? source.name() : "formats", key -> source.expected(table, rows));
    }
}
