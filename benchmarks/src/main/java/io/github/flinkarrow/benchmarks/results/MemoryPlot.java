/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import io.github.flinkarrow.benchmarks.memory.MemoryAccount;
import io.github.flinkarrow.benchmarks.memory.MemorySample;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Bytes over time. */
public final class MemoryPlot {

    private static final double MEBIBYTE = 1 << 20;

    private final XYChart chart;
    private final List<MemorySample> samples;

    public MemoryPlot(MemoryAccount result) {
        samples = result.samples();
        chart =
                new XYChartBuilder()
                        .width(900)
                        .height(360)
                        .title(
                                "%s: %d runs over %d MiB in a default task manager"
                                        .formatted(
                                                result.job(),
                                                result.runs().size(),
                                                result.fileBytes() >> 20))
                        .xAxisTitle("seconds")
                        .yAxisTitle("MiB")
                        .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        add("heap used", MemorySample::heapBytes);
        add("direct", MemorySample::directBytes);
        add("the format's buffers", MemorySample::bufferBytes);
        add("mapped, resident", MemorySample::residentMappedBytes);
        add("most heap", sample -> result.heapLimit());
    }

    /** Every step of a line is an element of the drawing, so level ones are drawn as one. */
    private void add(String name, ToLongFunction<MemorySample> bytes) {
        List<Double> seconds = new ArrayList<>();
        List<Double> mebibytes = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            long value = bytes.applyAsLong(samples.get(i));
            boolean isInside = i > 0 && i < samples.size() - 1;
            if (!isInside
                    || value != bytes.applyAsLong(samples.get(i - 1))
                    || value != bytes.applyAsLong(samples.get(i + 1))) {
                seconds.add(samples.get(i).seconds());
                mebibytes.add(value / MEBIBYTE);
            }
        }
        chart.addSeries(name, seconds, mebibytes).setMarker(SeriesMarkers.NONE);
    }

    /** Draws it as SVG. */
    public void write(Path file) throws IOException {
        Svg.write(chart, file);
    }
}
