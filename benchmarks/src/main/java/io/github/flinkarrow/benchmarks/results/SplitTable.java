/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import io.github.flinkarrow.benchmarks.jobs.Competition.Measured;
import io.github.flinkarrow.benchmarks.jobs.Sample;

import java.util.List;
import java.util.Locale;

/** Jobs over many and over few blocks: what a run takes, and whether one waited. */
final class SplitTable {

    private final Grid grid =
            new Grid(2, "job", "contender", "rows", "runs", "median s", "longest s");

    static Grid of(List<JobResult> jobs) {
        return new SplitTable(jobs).grid;
    }

    private SplitTable(List<JobResult> jobs) {
        for (JobResult job : jobs) {
            for (Measured measured : job.contenders()) {
                double longest =
                        measured.samples().stream().mapToDouble(Sample::seconds).max().orElse(0);
                grid.add(
                        job.scenario(),
                        measured.contender(),
                        String.format(Locale.ROOT, "%,d", measured.rows()),
                        Integer.toString(measured.samples().size()),
                        String.format(Locale.ROOT, "%.3f", JobResult.seconds(measured)),
                        String.format(Locale.ROOT, "%.3f", longest));
            }
        }
    }
}
