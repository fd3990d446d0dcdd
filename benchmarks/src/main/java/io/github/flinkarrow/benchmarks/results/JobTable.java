/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import io.github.flinkarrow.benchmarks.jobs.Competition.Measured;
import io.github.flinkarrow.benchmarks.usage.Usage;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Whole jobs in one table of medians. */
final class JobTable {

    private static final double MEBIBYTE = 1 << 20;

    private final Grid grid =
            new Grid(
                    2,
                    "job",
                    "contender",
                    "s",
                    "net s",
                    "M rows/s",
                    "x Parquet",
                    "of costless",
                    "CPU s",
                    "allocated MiB",
                    "peak heap MiB",
                    "peak resident MiB",
                    "runs");

    static Grid of(List<JobResult> jobs) {
        return new JobTable(jobs).grid;
    }

    private JobTable(List<JobResult> jobs) {
        for (JobResult job : jobs) {
            for (Measured measured : job.contenders()) {
                add(job, measured);
            }
        }
    }

    private void add(JobResult job, Measured measured) {
        grid.add(
                job.scenario(),
                measured.contender(),
                "%.3f".formatted(JobResult.seconds(measured)),
                text("%.3f", job.netSeconds(measured)),
                job.rate(measured).map(JobTable::rate).orElse("-"),
                text("%.2f", job.timesPeer(measured)),
                text("%.2f", job.shareOfBound(measured)),
                "%.2f".formatted(median(measured, Usage::cpuSeconds)),
                "%.0f".formatted(median(measured, usage -> usage.allocatedBytes() / MEBIBYTE)),
                "%.0f".formatted(median(measured, usage -> usage.peakHeapBytes() / MEBIBYTE)),
                "%.0f".formatted(median(measured, usage -> usage.peakResidentBytes() / MEBIBYTE)),
                Integer.toString(measured.samples().size()));
    }

    /** Wide rows are few. */
    private static String rate(double rate) {
        return String.format(Locale.ROOT, rate < 0.1 ? "%.4f" : "%.2f", rate);
    }

    private static double median(Measured measured, ToDoubleFunction<Usage> figure) {
        return Median.of(measured.samples(), sample -> figure.applyAsDouble(sample.usage()));
    }

    private static String text(String format, Optional<Double> figure) {
        return figure.map(value -> String.format(Locale.ROOT, format, value)).orElse("-");
    }
}
