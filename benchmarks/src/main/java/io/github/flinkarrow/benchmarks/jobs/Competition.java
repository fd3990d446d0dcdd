/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.benchmarks.contenders.Contender;
import io.github.flinkarrow.benchmarks.contenders.Contenders;
import io.github.flinkarrow.benchmarks.contenders.TableFiles;
import io.github.flinkarrow.benchmarks.tables.Table;
import io.github.flinkarrow.benchmarks.tables.Tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs scenarios: first every contender has to come to the same, then they run in turns.
 *
 * @param files of the tables
 * @param warmups turns that are not measured
 * @param runs turns that are
 */
public record Competition(TableFiles files, int warmups, int runs) {

    /**
     * What was measured of one contender.
     *
     * @param rows of the table
     */
    public record Measured(String contender, long rows, List<Sample> samples) {

        public Measured {
            samples = List.copyOf(samples);
        }
    }

    /**
     * Runs a scenario.
     *
     * @param rows of the table
     * @throws WrongResultException if a contender does not come to what it has to; then nothing was
     *     timed
     */
    public List<Measured> run(Scenario scenario, long rows, List<String> contenders)
            throws IOException {
        List<JobSpec> specs = new ArrayList<>();
        for (String name : contenders) {
            specs.add(spec(scenario, rows, Contenders.named(name)));
        }
        List<Outcome> expected = check(scenario, rows, specs);
        List<Contestant> contestants = new ArrayList<>();
        try {
            for (JobSpec spec : specs) {
                contestants.add(Contestant.start(spec));
            }
            return measure(contestants, expected, rows);
        } finally {
            Contestant.close(contestants);
        }
    }

    /** Says how long it takes: a table of many rows is made and looked at byte by byte. */
    private static List<Outcome> check(Scenario scenario, long rows, List<JobSpec> specs)
            throws IOException {
        long start = System.nanoTime();
        List<Outcome> expected = new Gate(scenario, rows).check(specs);
        System.err.printf(
                Locale.ROOT,
                "%s: %d contenders agree, checked in %.1f s%n",
                scenario.name(),
                specs.size(),
                (System.nanoTime() - start) / 1e9);
        return expected;
    }

    private JobSpec spec(Scenario scenario, long rows, Contender contender) throws IOException {
        Table table = Tables.named(scenario.table());
        Contender read =
                scenario.kind().writes() ? Contenders.rowsFor(contender, table) : contender;
        Path input = files.of(read, table, rows);
        return new JobSpec(
                contender.name(),
                scenario,
                input.toString(),
                new Path(files.root().resolve("scratch").resolve(contender.name()).toUri())
                        .toString());
    }

    private List<Measured> measure(List<Contestant> contestants, List<Outcome> expected, long rows)
            throws IOException {
        List<List<Sample>> samples = new ArrayList<>();
        contestants.forEach(contestant -> samples.add(new ArrayList<>()));
        for (int turn = 0; turn < warmups + runs; turn++) {
            for (int i = 0; i < contestants.size(); i++) {
                Sample sample = contestants.get(i).run();
                WrongResultException.requireEqual(
                        contestants.get(i).name(), expected.get(i), sample.outcome());
                if (turn >= warmups) {
                    samples.get(i).add(sample);
                }
            }
        }
        List<Measured> measured = new ArrayList<>();
        for (int i = 0; i < contestants.size(); i++) {
            measured.add(new Measured(contestants.get(i).name(), rows, samples.get(i)));
        }
        return measured;
    }
}
