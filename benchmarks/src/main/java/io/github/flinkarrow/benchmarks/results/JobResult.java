/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import io.github.flinkarrow.benchmarks.jobs.Competition.Measured;

import java.util.List;
import java.util.Optional;

/**
 * A scenario, and what was measured of each contender.
 *
 * @param rows of the table
 */
public record JobResult(String scenario, String table, long rows, List<Measured> contenders) {

    /** What a job costs anyhow. */
    private static final String FIXED = "fixed";

    private static final String BOUND = "costless";
    private static final String PEER = "parquet";

    public JobResult {
        contenders = List.copyOf(contenders);
    }

    static double seconds(Measured measured) {
        return Median.of(measured.samples(), sample -> sample.seconds());
    }

    /** The median beyond that of a job of one row; empty if that is all the job takes. */
    Optional<Double> netSeconds(Measured measured) {
        double fixed = find(FIXED).map(JobResult::seconds).orElse(0.0);
        double net = seconds(measured) - fixed;
        return net > 0 && !measured.contender().equals(FIXED) ? Optional.of(net) : Optional.empty();
    }

    /** Rows a second, in millions; empty for what a job costs anyhow. */
    Optional<Double> rate(Measured measured) {
        return netSeconds(measured).map(seconds -> rows / seconds / 1e6);
    }

    /** How many times as fast as Parquet uncompressed. */
    Optional<Double> timesPeer(Measured measured) {
        return find(PEER).flatMap(this::rate).flatMap(peer -> rate(measured).map(r -> r / peer));
    }

    /** Which part of the rate of rows that cost nothing. */
    Optional<Double> shareOfBound(Measured measured) {
        return find(BOUND).flatMap(this::rate).flatMap(of -> rate(measured).map(r -> r / of));
    }

    private Optional<Measured> find(String contender) {
        return contenders.stream()
                .filter(measured -> measured.contender().equals(contender))
                .findFirst();
    }
}
