/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import io.github.flinkarrow.benchmarks.jobs.Competition.Measured;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows a second of every contender, job by job. */
public final class JobPlot {

    private static final int WIDTH_A_JOB = 110;
    private static final int LEAST_WIDTH = 900;
    private static final int HEIGHT = 560;
    private static final int DEGREES = 30;

    private final CategoryChart chart;

    public JobPlot(Results results) {
        List<JobResult> jobs = results.jobs();
        chart =
                new CategoryChartBuilder()
                        .width(Math.max(LEAST_WIDTH, WIDTH_A_JOB * jobs.size()))
                        .height(HEIGHT)
                        .title("Whole Flink jobs, fixed cost subtracted")
                        .yAxisTitle("million rows a second (more is better)")
                        .build();
        chart.getStyler().setXAxisLabelRotation(DEGREES);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        List<String> names = jobs.stream().map(JobResult::scenario).toList();
        rates(jobs).forEach((contender, rates) -> chart.addSeries(contender, names, rates));
    }

    /** One rate a job; 0 where a contender has none. */
    private static Map<String, List<Double>> rates(List<JobResult> jobs) {
        Map<String, List<Double>> rates = new TreeMap<>();
        for (int job = 0; job < jobs.size(); job++) {
            for (Measured measured : jobs.get(job).contenders()) {
                double rate = jobs.get(job).rate(measured).orElse(0.0);
                if (rate > 0) {
                    rates.computeIfAbsent(measured.contender(), name -> zeros(jobs.size()))
                            .set(job, rate);
                }
            }
        }
        return rates;
    }

    private static List<Double> zeros(int count) {
        List<Double> zeros = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            zeros.add(0.0);
        }
        return zeros;
    }

    /** Draws it as SVG. */
    public void write(Path file) throws IOException {
        Svg.write(chart, file);
    }
}
